package io.realtimeclock.gateway.session;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;
import org.springframework.session.MapSession;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.data.redis.RedisSessionMapper;
import org.springframework.session.data.redis.RedisSessionRepository;

/**
 * How sessions are written to Redis: as plain text, never as Java objects. A session that
 * can't be read counts as missing.
 */
@Configuration(proxyBeanMethods = false)
class SessionValues {

	private static final RedisSessionMapper MAPPER = new RedisSessionMapper();

	/** Write the values of a session. */
	@Bean
	RedisSerializer<Object> springSessionDefaultRedisSerializer() {
		return new Text();
	}

	/** Read a session, if it can be read. */
	@Bean
	SessionRepositoryCustomizer<RedisSessionRepository> readableSessions() {
		return (repository) -> repository.setRedisSessionMapper(SessionValues::read);
	}

	/**
	 * Read a session. The store deletes one that was not used for its idle time, by the
	 * gateway's clock; with a wrong clock that would end the sessions of all gateways. So
	 * each session counts as just used: Redis has expired all others.
	 */
	@SuppressWarnings("NullAway") // The repository expects null
	private static @Nullable MapSession read(String id, Map<String, Object> fields) {
		try {
			Map<String, Object> typed = new HashMap<>(fields);
			for (String time : new String[] { "creationTime", "lastAccessedTime" }) {
				typed.put(time, Long.valueOf(String.valueOf(fields.get(time))));
			}
			typed.put("maxInactiveInterval", Integer.valueOf(String.valueOf(fields.get("maxInactiveInterval"))));
			MapSession session = MAPPER.apply(id, typed);
			session.setLastAccessedTime(Instant.now());
			return session;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static final class Text implements RedisSerializer<Object> {

		@Override
		public byte[] serialize(@Nullable Object value) {
			if (value instanceof String || value instanceof Number) {
				return value.toString().getBytes(StandardCharsets.UTF_8);
			}
			if (value == null) {
				return new byte[0];
			}
			throw new SerializationException("A session keeps text and numbers only, not a " + value.getClass());
		}

		@Override
		public @Nullable Object deserialize(byte @Nullable [] bytes) {
			return (bytes == null || bytes.length == 0) ? null : new String(bytes, StandardCharsets.UTF_8);
		}

	}

}
