package io.realtimeclock.gateway.revocation;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.realtimeclock.gateway.revocation.Login.LoginName;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

/**
 * Limits the sessions of each user, and ends logins on every replica, their sockets
 * included: of one session, of a user, or of a user at an OpenID provider. Each method
 * throws {@link io.realtimeclock.redis.RedisUnavailableException} if Redis does not
 * answer; the sockets of this replica are closed even then.
 */
@Component
public final class UserSessions {

	private static final Log logger = LogFactory.getLog(UserSessions.class);

	private static final int MOST_OF_USER = 100;

	private final SessionStore store;

	private final EndedLogins ended;

	private final LoginRegistry registry;

	private final LoginClock clock;

	UserSessions(SessionStore store, EndedLogins ended, LoginRegistry registry, LoginClock clock) {
		this.store = store;
		this.ended = ended;
		this.registry = registry;
		this.clock = clock;
	}

	/** Begin a session of a user. The oldest ends if there are too many. */
	public void begin(String user, String id) {
		long deleted = this.store.begin(LoginName.user(user), id, MOST_OF_USER);
		if (deleted > 0) {
			logger.info("The oldest session of the user " + user + " ends, as a user may have " + MOST_OF_USER);
		}
	}

	/** Return the ids of a user's sessions, the oldest first; some may have ended. */
	public List<String> idsOf(String user) {
		return this.store.of(LoginName.user(user));
	}

	/**
	 * Close the sockets of a session that was deleted, or that Redis has lost with its
	 * other data. Nothing is stored, since anybody can send any id as a cookie: a gateway
	 * that misses the notification finds that the session is missing.
	 */
	public void endSession(String id) {
		LoginName name = LoginName.session(id);
		Instant now = this.clock.now();
		this.registry.end(name, now);
		this.ended.announce(name, now);
	}

	/** End all logins of a user, with and without a session. */
	public void end(String user) {
		end(LoginName.user(user));
	}

	/** End the sessions of a login or a user at an OpenID provider. */
	public void endOidcLogin(String name) {
		end(LoginName.provider(name));
	}

	private void end(LoginName name) {
		try {
			this.registry.end(name, this.ended.end(name));
		}
		finally {
			this.registry.end(name, this.clock.now());
		}
	}

	/** Return whether a login has ended. */
	public boolean isEnded(Login login) {
		AtomicBoolean isEnded = new AtomicBoolean();
		this.ended.find(login.names(), (name, until) -> {
			if (login.isEndedBy(name, until)) {
				isEnded.set(true);
			}
		});
		return isEnded.get();
	}

}
