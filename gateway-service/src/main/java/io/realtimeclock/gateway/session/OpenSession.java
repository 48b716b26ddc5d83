package io.realtimeclock.gateway.session;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A session with sockets on this replica, and what is known of it in Redis. Its sockets
 * change only while the map that holds it is locked for it.
 */
final class OpenSession {

	private final LoginSession login;

	// What closes each of them; mostly there is one, for which this is the smallest set
	private Set<Runnable> sockets = Set.of();

	// At once: it may have ended while the socket was opened
	private volatile long lookDue = System.nanoTime();

	private volatile @Nullable String seenOn;

	private volatile TimeToLive timeToLive = TimeToLive.UNKNOWN;

	OpenSession(LoginSession login) {
		this.login = login;
	}

	LoginSession login() {
		return this.login;
	}

	OpenSession with(Runnable socket) {
		this.sockets = Stream.concat(this.sockets.stream(), Stream.of(socket)).collect(Collectors.toUnmodifiableSet());
		return this;
	}

	/**
	 * Remove a socket.
	 * @return {@code null} if it was the last one
	 */
	@Nullable OpenSession without(Runnable socket) {
		this.sockets = this.sockets.stream().filter((other) -> other != socket).collect(Collectors.toUnmodifiableSet());
		return this.sockets.isEmpty() ? null : this;
	}

	void closeSockets() {
		this.sockets.forEach(Runnable::run);
	}

	boolean isLookDue(long now) {
		return now - this.lookDue >= 0;
	}

	void lookAt(long nanos) {
		this.lookDue = nanos;
	}

	/**
	 * Note that the session lives.
	 * @param server the Redis server that has it
	 * @param timeToLive until it expires if it is not used, in milliseconds, negative if
	 * it does not
	 */
	void seen(String server, long timeToLive) {
		this.seenOn = server;
		this.timeToLive = this.timeToLive.seenAgain(timeToLive);
	}

	TimeToLive timeToLive() {
		return this.timeToLive;
	}

	/**
	 * Tell whether it was seen so lately that it is only asked whether it is still there.
	 */
	boolean isFresh() {
		return this.seenOn != null && !this.seenOn.isEmpty() && !this.timeToLive.isHalfOver();
	}

	/**
	 * Note that Redis could not be asked. Whichever server had the session then may not
	 * be the one that answers next.
	 */
	void notSeen() {
		if (this.seenOn == null) {
			this.seenOn = "";
		}
	}

	/**
	 * Tell whether the server that had the session has gone, and all its sessions with
	 * it.
	 */
	boolean isLostWithItsServer(String server) {
		return this.seenOn != null && !this.seenOn.equals(server);
	}

}
