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

	/**
	 * Note a login.
	 * @param user who it is
	 * @param id the session's id
	 */
	public void began(String user, String id) {
		this.index.add("user:" + user, id);
	}

	/**
	 * Note a login by an OpenID provider.
	 * @param login what the provider calls the login, or the person
	 * @param id the session's id
	 */
	public void beganElsewhere(String login, String id) {
		this.index.add("provider:" + login, id);
	}

	/**
	 * End all sessions of a user, and all sockets, those without a session too, on every
	 * replica.
	 * @param user the user's name
	 * @return how many sessions the user may have had
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
	 * End the sessions of a login by an OpenID provider.
	 * @param login what the provider calls the login, or the person
	 * @return how many there may have been
	 */
	public int endElsewhere(String login) {
		return delete(this.index.take("provider:" + login));
	}

	private int delete(Set<String> ids) {
		ids.forEach(this.store::delete);
		return ids.size();
	}

}
