package io.realtimeclock.gateway.revocation;

import org.jspecify.annotations.Nullable;

/**
 * A login session with sockets on this replica, as it was last seen in Redis. Its sockets
 * are counted only while the map that holds it is locked for it.
 */
final class OpenSession {

	private final String id;

	private final LoginName name;

	private int sockets;

	private volatile boolean lost;

	private volatile long useDue = System.nanoTime();

	/**
	 * Create a session, which has been read from Redis just now.
	 * @param id its id
	 * @param name the name that ends this session alone
	 */
	OpenSession(String id, LoginName name) {
		this.id = id;
		this.name = name;
	}

	String id() {
		return this.id;
	}

	LoginName name() {
		return this.name;
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

	/**
	 * Mark whether the session was lost with other data of Redis. Then it has not ended:
	 * its user has not logged out.
	 */
	void lost(boolean lost) {
		this.lost = lost;
	}

	boolean isLost() {
		return this.lost;
	}

	boolean isUseDue(long now) {
		return now - this.useDue >= 0;
	}

	void useAt(long nanos) {
		this.useDue = nanos;
	}

}
