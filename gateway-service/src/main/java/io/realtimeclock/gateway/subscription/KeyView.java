package io.realtimeclock.gateway.subscription;

import java.util.Arrays;
import java.util.Objects;

import io.realtimeclock.gateway.feed.FeedKey;
import io.realtimeclock.gateway.feed.FeedValue;
import org.jspecify.annotations.Nullable;

/**
 * One key as an event loop sees it: its value when it was last checked, and the clients
 * that have it, each with the key's position among its keys.
 */
final class KeyView {

	private final FeedKey key;

	private @Nullable FeedValue value;

	// Of the value, so that each client that is written to needs one access less
	private byte[] frame = {};

	private long timestamp;

	private @Nullable MarkedKeys[] clients = new MarkedKeys[2];

	private int[] positions = new int[2];

	private int count;

	KeyView(FeedKey key) {
		this.key = key;
		take(key.value());
	}

	private void take(@Nullable FeedValue newest) {
		this.value = newest;
		if (newest != null) {
			this.frame = newest.frame();
			this.timestamp = newest.timestamp();
		}
	}

	FeedKey key() {
		return this.key;
	}

	/** Return the frame of the value, which exists once a client was marked. */
	byte[] frame() {
		return this.frame;
	}

	/** Return the timestamp of the value. */
	long timestamp() {
		return this.timestamp;
	}

	boolean isLive() {
		return this.value != null && !this.value.isDeleted();
	}

	/** Take the newest value, and return whether clients have to receive it. */
	boolean update() {
		FeedValue newest = this.key.value();
		if (newest == this.value || newest == null) {
			return false;
		}
		boolean notifies = isLive() || !newest.isDeleted();
		take(newest);
		return notifies;
	}

	/** Add a client, and return its slot here. */
	int add(MarkedKeys client, int position) {
		if (this.count == this.positions.length) {
			this.clients = Arrays.copyOf(this.clients, this.count * 2);
			this.positions = Arrays.copyOf(this.positions, this.count * 2);
		}
		this.clients[this.count] = client;
		this.positions[this.count] = position;
		return this.count++;
	}

	/** Remove the client of a slot; the last one moves there. */
	void remove(int slot) {
		this.count--;
		if (slot < this.count) {
			MarkedKeys moved = Objects.requireNonNull(this.clients[this.count]);
			this.clients[slot] = moved;
			this.positions[slot] = this.positions[this.count];
			moved.slot(this.positions[slot], slot);
		}
		this.clients[this.count] = null;
	}

	/** Note that the client of a slot has the key at another position now. */
	void position(int slot, int position) {
		this.positions[slot] = position;
	}

	boolean isUnused() {
		return this.count == 0;
	}

	/** Mark the key for all clients, and return for how many it was marked already. */
	int mark() {
		int conflated = 0;
		for (int slot = 0; slot < this.count; slot++) {
			conflated += Objects.requireNonNull(this.clients[slot]).mark(this.positions[slot]) ? 0 : 1;
		}
		return conflated;
	}

	/** Stamp each client that has the key. */
	void stamp(long stamp) {
		for (int slot = 0; slot < this.count; slot++) {
			Objects.requireNonNull(this.clients[slot]).stamp(stamp);
		}
	}

}
