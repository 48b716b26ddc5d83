package io.realtimeclock.gateway.subscription;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The keys of one client, each with a mark if it has to be written. A key's position
 * among them changes only when another one is removed.
 */
final class MarkedKeys {

	private final Subscription owner;

	private KeyView[] keys = new KeyView[4];

	private int[] slots = new int[4];

	private int count;

	private final BitSet marks = new BitSet();

	private int marked;

	private long stamp;

	MarkedKeys(Subscription owner) {
		this.owner = owner;
	}

	int count() {
		return this.count;
	}

	KeyView get(int position) {
		return this.keys[position];
	}

	void add(KeyView key) {
		if (this.count == this.keys.length) {
			this.keys = Arrays.copyOf(this.keys, this.count * 2);
			this.slots = Arrays.copyOf(this.slots, this.count * 2);
		}
		int position = this.count++;
		this.keys[position] = key;
		this.slots[position] = key.add(this, position);
		if (key.isLive()) {
			mark(position);
		}
	}

	/** Remove a key; the last one moves to its position. */
	KeyView remove(int position) {
		KeyView removed = this.keys[position];
		removed.remove(this.slots[position]);
		unmark(position);
		int last = --this.count;
		if (position < last) {
			this.keys[position] = this.keys[last];
			this.slots[position] = this.slots[last];
			this.keys[position].position(this.slots[position], position);
			if (unmark(last)) {
				mark(position);
			}
		}
		return removed;
	}

	/** Note that a key has this client in another slot now. */
	void slot(int position, int slot) {
		this.slots[position] = slot;
	}

	/** Mark a key as changed, and return whether it was not marked before. */
	boolean mark(int position) {
		if (this.marks.get(position)) {
			return false;
		}
		this.marks.set(position);
		this.marked++;
		this.owner.due();
		return true;
	}

	/** Remove the mark of a key, and return whether it had one. */
	boolean unmark(int position) {
		boolean was = this.marks.get(position);
		if (was) {
			this.marks.clear(position);
			this.marked--;
		}
		return was;
	}

	boolean isMarked() {
		return this.marked > 0;
	}

	/** Return the position of the next marked key, negative if there is none. */
	int next(int from) {
		return this.marks.nextSetBit(from);
	}

	void stamp(long stamp) {
		this.stamp = stamp;
	}

	boolean isStamped(long stamp) {
		return this.stamp == stamp;
	}

}
