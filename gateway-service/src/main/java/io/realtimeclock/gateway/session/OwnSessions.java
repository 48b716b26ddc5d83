package io.realtimeclock.gateway.session;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import io.realtimeclock.gateway.admission.ConnectionRegistry;
import io.realtimeclock.gateway.revocation.Login;
import io.realtimeclock.gateway.revocation.Login.LoginName;
import io.realtimeclock.gateway.revocation.UserSessions;
import org.jspecify.annotations.Nullable;

import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;

/**
 * The sessions of one user, as the user sees and ends them. Each method throws
 * {@link io.realtimeclock.redis.RedisUnavailableException} if Redis does not answer.
 */
@Component
public final class OwnSessions {

	private final SessionRepository<?> sessions;

	private final SessionValidity validity;

	private final UserSessions logins;

	private final ConnectionRegistry connections;

	OwnSessions(SessionRepository<?> sessions, SessionValidity validity, UserSessions logins,
			ConnectionRegistry connections) {
		this.sessions = sessions;
		this.validity = validity;
		this.logins = logins;
		this.connections = connections;
	}

	/** Return the valid sessions of a user, the newest first. */
	public List<OwnSession> list(String user) {
		List<String> ids = this.logins.idsOf(user);
		List<Long> sockets = this.connections.count(ids.stream().map(OwnSessions::name).toList());
		return IntStream.range(0, ids.size())
			.mapToObj((i) -> read(ids.get(i), sockets.get(i)))
			.filter(Objects::nonNull)
			.sorted(Comparator.comparing(OwnSession::since).reversed())
			.toList();
	}

	private @Nullable OwnSession read(String id, long sockets) {
		Session session = this.sessions.findById(id);
		if (session == null) {
			return null;
		}
		Object stored = session.getAttribute(SessionValidity.ATTRIBUTE);
		Login login = Login.of(this.validity.check(id, session.getCreationTime(), stored));
		if (login == null) {
			return null;
		}
		LoginOrigin origin = this.validity.originOf(stored);
		return new OwnSession(name(id), login.since(), origin.address(), origin.browser(), sockets);
	}

	/** End a session of a user, with its sockets, on every replica. */
	public void end(String user, String name) {
		end(user, name::equals);
	}

	/** End all sessions of a user but one, with their sockets, on every replica. */
	public void endOthers(String user, @Nullable String name) {
		end(user, (other) -> !Objects.equals(other, name));
	}

	private void end(String user, Predicate<String> which) {
		for (String id : this.logins.idsOf(user)) {
			if (which.test(name(id))) {
				end(id);
			}
		}
	}

	/** End a session, even if Redis has lost it: its sockets may still be open. */
	void end(String id) {
		try {
			this.sessions.deleteById(id);
		}
		finally {
			this.logins.endSession(id);
		}
	}

	private static String name(String id) {
		return LoginName.session(id).text();
	}

	/**
	 * A session as its user sees it.
	 *
	 * @param name the public name, which is no secret
	 * @param since when the login began
	 * @param address where the login came from
	 * @param browser the browser that the user logged in with
	 * @param sockets how many sockets it has on all replicas
	 */
	public record OwnSession(String name, Instant since, String address, String browser, long sockets) {

	}

}
