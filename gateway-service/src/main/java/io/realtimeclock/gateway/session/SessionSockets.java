package io.realtimeclock.gateway.session;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The sockets of this replica by the session that they were opened with, and by their
 * user: those that brought their own login, by HTTP Basic or a token, have no session.
 */
@Component
public final class SessionSockets {

	private final Map<String, OpenSession> sessions = new ConcurrentHashMap<>();

	private final UserSockets users = new UserSockets();

	private final Counter ended;

	SessionSockets(MeterRegistry meters) {
		Gauge.builder("gateway.sessions", this.sessions, Map::size)
			.description("Login sessions with sockets on this replica")
			.register(meters);
		this.ended = Counter.builder("gateway.sessions.ended")
			.description("Login sessions that ended while they had sockets on this replica")
			.register(meters);
	}

	/**
	 * Add a socket.
	 * @param user whose it is
	 * @param session the session that it was opened with, {@code null} if there is none
	 * @param close closes the socket, on any thread
	 * @return what is to be run once the socket has gone
	 */
	public Runnable add(String user, @Nullable LoginSession session, Runnable close) {
		this.users.add(user, close);
		if (session != null) {
			this.sessions.compute(session.id(),
					(id, open) -> ((open != null) ? open : new OpenSession(session)).with(close));
		}
		return () -> remove(user, session, close);
	}

	private void remove(String user, @Nullable LoginSession session, Runnable close) {
		this.users.remove(user, close);
		if (session != null) {
			this.sessions.computeIfPresent(session.id(), (id, open) -> open.without(close));
		}
	}

	/** Close all sockets of a user. */
	void endUser(String user) {
		this.users.close(user);
	}

	/** Close all sockets of a session that has ended. */
	void end(String id) {
		OpenSession session = this.sessions.remove(id);
		if (session != null) {
			this.ended.increment();
			session.closeSockets();
		}
	}

	List<OpenSession> dueAt(long now) {
		return this.sessions.values().stream().filter((session) -> session.isLookDue(now)).toList();
	}

	/** Have each session looked at now. */
	void lookAtAll() {
		long now = System.nanoTime();
		this.sessions.values().forEach((session) -> session.lookAt(now));
	}

}
