package io.realtimeclock.gateway.session;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * The logins of a user, or of somebody at an OpenID provider, which can be ended all at
 * once. Each method throws {@link org.springframework.dao.DataAccessException} if Redis
 * does not answer.
 */
@Component
public final class UserLogins {

	/** The channel that names users whose logins are to end. */
	static final byte[] ENDED = "gateway:users:ended".getBytes(StandardCharsets.US_ASCII);

	private final StringRedisTemplate redis;

	private final SessionIndex index;

	private final SessionStore store;

	private final SessionSockets sockets;

	UserLogins(StringRedisTemplate redis, SessionIndex index, SessionStore store, SessionSockets sockets) {
		this.redis = redis;
		this.index = index;
		this.store = store;
		this.sockets = sockets;
	}

	/** Note the session that a user has logged in by. */
	public void began(String user, String id) {
		this.index.add("user:" + user, id);
	}

	/** Note the session of what an OpenID provider calls a login, or a person. */
	public void beganElsewhere(String login, String id) {
		this.index.add("provider:" + login, id);
	}

	/**
	 * End all sessions of a user, and all sockets, those without a session too, on every
	 * replica, and return how many sessions there may have been.
	 */
	public int end(String user) {
		try {
			int ended = delete(this.index.take("user:" + user));
			this.redis.convertAndSend(new String(ENDED, StandardCharsets.US_ASCII), user);
			return ended;
		}
		finally {
			// Also if Redis is away
			this.sockets.endUser(user);
		}
	}

	/**
	 * End the sessions of an OpenID provider's login; return how many there may have
	 * been.
	 */
	public int endElsewhere(String login) {
		return delete(this.index.take("provider:" + login));
	}

	private int delete(Set<String> ids) {
		ids.forEach(this.store::delete);
		return ids.size();
	}

}
