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

	private volatile Sighting seen = Sighting.NONE;

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

	/** Remove a socket, and return {@code null} if it was the last one. */
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

	/** Return how it was seen in Redis the last time. */
	Sighting seen() {
		return this.seen;
	}

	void see(Sighting sighting) {
		this.seen = sighting;
	}

}
