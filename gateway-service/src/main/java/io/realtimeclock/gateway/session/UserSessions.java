package io.realtimeclock.gateway.session;

import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.stereotype.Component;

/**
 * Ends logins on every replica, their sockets included: of one session, of a user, or of
 * somebody at an OpenID provider. Each method throws
 * {@link io.realtimeclock.redis.RedisUnavailableException} if Redis does not answer; the
 * sockets of this replica are closed even then.
 */
@Component
public final class UserSessions {

	private final EndedLogins ended;

	private final LoginRegistry registry;

	private final LoginClock clock;

	UserSessions(EndedLogins ended, LoginRegistry registry, LoginClock clock) {
		this.ended = ended;
		this.registry = registry;
		this.clock = clock;
	}

	/** End one session. */
	public void endSession(String id) {
		end(LoginName.session(id));
	}

	/** End all that a user has open, with and without a session. */
	public void end(String user) {
		end(LoginName.user(user));
	}

	/** End the sessions of what an OpenID provider calls a login, or a person. */
	public void endProviderLogin(String name) {
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

	/** Tell whether a login has ended. */
	public boolean isEnded(Login login) {
		AtomicBoolean isEnded = new AtomicBoolean();
		this.ended.find(login.names(), (name, until) -> {
			if (!login.since().isAfter(until)) {
				isEnded.set(true);
			}
		});
		return isEnded.get();
	}

}
