package io.realtimeclock.gateway.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.realtimeclock.gateway.revocation.LoginClock;
import io.realtimeclock.redis.RedisGate;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;
import org.springframework.session.MapSession;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.data.redis.RedisSessionMapper;
import org.springframework.session.data.redis.RedisSessionRepository;
import org.springframework.stereotype.Component;

/**
 * How sessions are kept in Redis: as plain text, never as Java objects, and by the clock
 * of Redis. A session that can't be read counts as missing.
 */
@Configuration(proxyBeanMethods = false)
class SessionValues {

	private static final int ID_BYTES = 36;

	private static final RedisSessionMapper MAPPER = new RedisSessionMapper();

	/** Write the values of a session. */
	@Bean
	RedisSerializer<Object> springSessionDefaultRedisSerializer() {
		return new Text();
	}

	/**
	 * Read a session, if it can be read. A new one has an id of 288 random bits, as
	 * Spring Session's own, a random UUID, has fewer than the 128 of ASVS 7.2.3.
	 */
	@Bean
	SessionRepositoryCustomizer<RedisSessionRepository> sessions() {
		StringKeyGenerator ids = new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), ID_BYTES);
		return (repository) -> {
			repository.setRedisSessionMapper(SessionValues::read);
			repository.setSessionIdGenerator(ids::generateKey);
		};
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

	/**
	 * The session store, whose commands go through the gate to Redis like all others, and
	 * whose sessions expire by the clock of Redis alone.
	 *
	 * @param <S> the store's own type of a session
	 */
	static final class GatedSessions<S extends Session> implements SessionRepository<S> {

		private static final Duration TOLERANCE = Duration.ofSeconds(1);

		private final SessionRepository<S> sessions;

		private final ObjectProvider<RedisGate> gate;

		private final ObjectProvider<LoginClock> clock;

		GatedSessions(SessionRepository<S> sessions, ObjectProvider<RedisGate> gate, ObjectProvider<LoginClock> clock) {
			this.sessions = sessions;
			this.gate = gate;
			this.clock = clock;
		}

		@Override
		public S createSession() {
			return this.sessions.createSession();
		}

		/**
		 * Save a session. The store sets its expiry as an instant, which Redis compares
		 * with its own clock: by a gateway's clock that is slow the session would end at
		 * once. A small difference stays, since each request saves its session twice, and
		 * the second time there is nothing to write.
		 */
		@Override
		public void save(S session) {
			Instant now = this.clock.getObject().now();
			if (Duration.between(session.getLastAccessedTime(), now).abs().compareTo(TOLERANCE) > 0) {
				session.setLastAccessedTime(now);
			}
			this.gate.getObject().run(() -> this.sessions.save(session));
		}

		@Override
		public @Nullable S findById(String id) {
			return this.gate.getObject().call(() -> Optional.ofNullable(this.sessions.findById(id))).orElse(null);
		}

		@Override
		public void deleteById(String id) {
			this.gate.getObject().run(() -> this.sessions.deleteById(id));
		}

		/** Puts the gate before the store that Spring Session has set up. */
		@Component
		static final class Installation implements BeanPostProcessor {

			private final ObjectProvider<RedisGate> gate;

			private final ObjectProvider<LoginClock> clock;

			Installation(ObjectProvider<RedisGate> gate, ObjectProvider<LoginClock> clock) {
				this.gate = gate;
				this.clock = clock;
			}

			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				return (bean instanceof SessionRepository<?> sessions)
						? new GatedSessions<>(sessions, this.gate, this.clock) : bean;
			}

		}

	}

}
