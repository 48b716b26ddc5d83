package io.realtimeclock.gateway.session;

import org.jspecify.annotations.Nullable;

/**
 * A login session with sockets on this replica, as it was last seen in Redis. Its sockets
 * are counted only while the map that holds it is locked for it.
 */
final class OpenSession {

	private final LoginName name;

	private final byte[] key;

	private int sockets;

	private volatile @Nullable RedisHistory seen;

	private volatile long useDue = System.nanoTime();

	/**
	 * Create a session, which has been read from Redis just now.
	 * @param id its id
	 * @param key its key in Redis
	 * @param seen the newest history of Redis, {@code null} if none was read so far
	 */
	OpenSession(String id, byte[] key, @Nullable RedisHistory seen) {
		this.name = LoginName.session(id);
		this.key = key;
		this.seen = seen;
	}

	/** Return the name that ends this session alone. */
	LoginName name() {
		return this.name;
	}

	/** Return its key in Redis. */
	byte[] key() {
		return this.key;
	}

	OpenSession withSocket() {
		this.sockets++;
		return this;
	}

	/** Remove a socket, and return {@code null} if it was the last one. */
	@Nullable OpenSession withoutSocket() {
		this.sockets--;
		return (this.sockets > 0) ? this : null;
	}

	void seenIn(RedisHistory history) {
		this.seen = history;
	}

	/**
	 * Tell whether the session has ended if it is missing: not if Redis has lost its data
	 * since the session was seen, as nobody asked for an end then.
	 */
	boolean isEndedIfMissingIn(RedisHistory history) {
		RedisHistory last = this.seen;
		return last != null && history.continues(last);
	}

	boolean isUseDue(long now) {
		return now - this.useDue >= 0;
	}

	void useAt(long nanos) {
		this.useDue = nanos;
	}

}
