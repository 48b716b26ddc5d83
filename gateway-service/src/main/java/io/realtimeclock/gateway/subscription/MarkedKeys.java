package io.realtimeclock.gateway.subscription;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The keys of one client, each with a mark if it has to be written. A key's position
 * among them changes only when another one is removed.
 */
final class MarkedKeys {

	private static final long[] NO_MARKS = {};

	private final Runnable due;

	private @Nullable KeyView[] keys = new KeyView[4];

	private int[] slots = new int[4];

	private int count;

	/** The marks of the first 64 keys, which is all that most clients have. */
	private long marks;

	/** The marks of all other keys. */
	private long[] moreMarks = NO_MARKS;

	private int marked;

	private long stamp;

	/**
	 * Create a client's keys.
	 * @param due is run when one is marked while no other is
	 */
	MarkedKeys(Runnable due) {
		this.due = due;
	}

	int count() {
		return this.count;
	}

	KeyView get(int position) {
		return Objects.requireNonNull(this.keys[position]);
	}

	void add(KeyView key) {
		if (this.count == this.keys.length) {
			this.keys = Arrays.copyOf(this.keys, this.count * 2);
			this.slots = Arrays.copyOf(this.slots, this.count * 2);
			this.moreMarks = Arrays.copyOf(this.moreMarks, (this.slots.length - 1) / Long.SIZE);
		}
		int position = this.count++;
		this.keys[position] = key;
		this.slots[position] = key.add(this, position);
		if (key.isLive()) {
			mark(position);
		}
	}

	/**
	 * Remove a key; the last one moves to its position. If a pass over all keys has
	 * visited that position, its last visited key moves there instead, and the last one
	 * of all to the position of this one, so that the pass still visits it.
	 * @param visited how many keys the pass has visited
	 */
	KeyView remove(int position, int visited) {
		KeyView removed = get(position);
		removed.remove(this.slots[position]);
		unmark(position);
		int free = Math.max(position, visited - 1);
		move(free, position);
		move(--this.count, free);
		// So that its value is not kept
		this.keys[this.count] = null;
		return removed;
	}

	private void move(int from, int to) {
		if (from != to) {
			KeyView moved = get(from);
			this.keys[to] = moved;
			this.slots[to] = this.slots[from];
			moved.position(this.slots[to], to);
			if (unmark(from)) {
				mark(to);
			}
		}
	}

	/** Note that a key has this client in another slot now. */
	void slot(int position, int slot) {
		this.slots[position] = slot;
	}

	/** Mark a key as changed, and return whether it was not marked before. */
	boolean mark(int position) {
		if (!flip(position, true)) {
			return false;
		}
		// With other marks the client is due already
		if (this.marked++ == 0) {
			this.due.run();
		}
		return true;
	}

	/** Remove the mark of a key, and return whether it had one. */
	boolean unmark(int position) {
		boolean was = flip(position, false);
		this.marked -= was ? 1 : 0;
		return was;
	}

	/** Set or remove a mark, and return whether that changed it. */
	private boolean flip(int position, boolean mark) {
		int word = position / Long.SIZE - 1;
		long bit = 1L << position;
		long old = (word < 0) ? this.marks : this.moreMarks[word];
		if (((old & bit) != 0) == mark) {
			return false;
		}
		if (word < 0) {
			this.marks = old ^ bit;
		}
		else {
			this.moreMarks[word] = old ^ bit;
		}
		return true;
	}

	boolean isMarked() {
		return this.marked > 0;
	}

	/** Return the position of the next marked key, negative if there is none. */
	int next(int from) {
		int word = from / Long.SIZE - 1;
		long rest = -1L << from;
		while (word < this.moreMarks.length) {
			long found = ((word < 0) ? this.marks : this.moreMarks[word]) & rest;
			if (found != 0) {
				return (word + 1) * Long.SIZE + Long.numberOfTrailingZeros(found);
			}
			word++;
			rest = -1L;
		}
		return -1;
	}

	void stamp(long stamp) {
		this.stamp = stamp;
	}

	boolean isStamped(long stamp) {
		return this.stamp == stamp;
	}

}
