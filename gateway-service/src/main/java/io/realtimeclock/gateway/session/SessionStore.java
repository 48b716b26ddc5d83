package io.realtimeclock.gateway.session;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;

/**
 * The sessions as they lie in Redis. Each method throws
 * {@link org.springframework.dao.DataAccessException} if Redis does not answer.
 */
@Component
final class SessionStore {

	/** The time to live of a session that has ended. */
	static final long GONE = -2;

	private final StringRedisTemplate redis;

	private final SessionRepository<?> sessions;

	private final String prefix;

	SessionStore(StringRedisTemplate redis, SessionRepository<?> sessions,
			@Value("${spring.session.data.redis.namespace:spring:session}") String namespace) {
		this.redis = redis;
		this.sessions = sessions;
		this.prefix = namespace + ":sessions:";
	}

	/** Tell whether all of these sessions are there. */
	boolean hasAll(List<String> ids) {
		Long count = this.redis.countExistingKeys(ids.stream().map((id) -> this.prefix + id).toList());
		return count != null && count == ids.size();
	}

	/**
	 * Return, by one question, in how many milliseconds each expires if it is not used.
	 */
	List<Long> timesToLive(List<String> ids) {
		RedisCallback<@Nullable Object> questions = (connection) -> {
			ids.forEach((id) -> connection.keyCommands().pTtl(key(id)));
			return null;
		};
		return this.redis.executePipelined(questions).stream().map(Long.class::cast).toList();
	}

	/** Return what tells the running Redis server from those before it. */
	String server() {
		Properties server = this.redis
			.execute((RedisConnection connection) -> connection.serverCommands().info("server"));
		return (server != null) ? server.getProperty("run_id", "") : "";
	}

	/** Note that a session is in use, so that it expires later. */
	void use(String id) {
		use(this.sessions, id);
	}

	private static <S extends Session> void use(SessionRepository<S> sessions, String id) {
		S session = sessions.findById(id);
		if (session != null) {
			session.setLastAccessedTime(Instant.now());
			sessions.save(session);
		}
	}

	void delete(String id) {
		this.sessions.deleteById(id);
	}

	/**
	 * Return the id of the session with this key, an empty text if it is no session's.
	 */
	String idOf(byte[] key) {
		String name = new String(key, StandardCharsets.UTF_8);
		return name.startsWith(this.prefix) ? name.substring(this.prefix.length()) : "";
	}

	private byte[] key(String id) {
		return (this.prefix + id).getBytes(StandardCharsets.UTF_8);
	}

}
