package io.realtimeclock.gateway.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.realtimeclock.testsupport.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.serializer.SerializationException;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.data.redis.RedisSessionRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Sessions as they are written to a real Redis.
 */
class SessionValuesTests {

	private static final String KEY = "spring:session:sessions:";

	private final RedisServer redis = RedisServer.start();

	private final LettuceConnectionFactory connections = new LettuceConnectionFactory(
			new RedisStandaloneConfiguration("127.0.0.1", this.redis.port()));

	private final SessionValues values = new SessionValues();

	private final RedisSerializer<Object> serializer = this.values.springSessionDefaultRedisSerializer();

	private final RedisTemplate<String, Object> template = new RedisTemplate<>();

	private final RedisSessionRepository sessions;

	SessionValuesTests() {
		this.connections.afterPropertiesSet();
		this.connections.start();
		this.template.setConnectionFactory(this.connections);
		this.template.setKeySerializer(RedisSerializer.string());
		this.template.setHashKeySerializer(RedisSerializer.string());
		this.template.setHashValueSerializer(this.serializer);
		this.template.afterPropertiesSet();
		this.sessions = new RedisSessionRepository(this.template);
		this.values.sessions().customize(this.sessions);
	}

	@AfterEach
	void stop() {
		this.connections.destroy();
		this.redis.close();
	}

	@Test
	void aSessionIsReadAsItWasWritten() {
		long now = System.currentTimeMillis();
		Map<String, Object> fields = Map.of("creationTime", now - 2000, "lastAccessedTime", now - 1000,
				"maxInactiveInterval", 1800, "sessionAttr:login", "{\"user\":\"caf\u00e9\"}");
		String id = UUID.randomUUID().toString();
		this.template.opsForHash().putAll(KEY + id, fields);
		Session session = Objects.requireNonNull(this.sessions.findById(id));
		assertThat(session.getCreationTime()).isEqualTo(Instant.ofEpochMilli(now - 2000));
		assertThat(session.getMaxInactiveInterval()).isEqualTo(Duration.ofMinutes(30));
		assertThat(session.<String>getAttribute("login")).isEqualTo("{\"user\":\"caf\u00e9\"}");
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 1 })
	void aSessionThatRedisHasIsFoundIfTheClockOfItsLastUseWasAnHourOff(int hours) {
		String id = store(this.sessions);
		Instant lastUse = Instant.now().plus(Duration.ofHours(hours));
		this.template.opsForHash().put(KEY + id, "lastAccessedTime", lastUse.toEpochMilli());
		assertThat((Session) this.sessions.findById(id)).isNotNull();
		assertThat(this.template.hasKey(KEY + id)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "creationTime", "lastAccessedTime", "maxInactiveInterval" })
	void aSessionThatCannotBeReadIsMissing(String field) {
		String id = store(this.sessions);
		assertThat((Session) this.sessions.findById(id)).isNotNull();
		this.template.opsForHash().put(KEY + id, field, "yesterday");
		assertThat((Session) this.sessions.findById(id)).isNull();
	}

	@Test
	void valuesArePlainText() {
		assertThat(this.serializer.serialize("caf\u00e9")).isEqualTo("caf\u00e9".getBytes(StandardCharsets.UTF_8));
		assertThat(this.serializer.serialize(12L)).isEqualTo("12".getBytes(StandardCharsets.UTF_8));
		assertThat(this.serializer.serialize(null)).isEmpty();
		assertThat(this.serializer.deserialize("caf\u00e9".getBytes(StandardCharsets.UTF_8))).isEqualTo("caf\u00e9");
		assertThat(this.serializer.deserialize(new byte[0])).isNull();
		assertThat(this.serializer.deserialize(null)).isNull();
	}

	@Test
	void objectsAreRefused() {
		assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> this.serializer.serialize(Map.of()))
			.withMessageStartingWith("A session keeps text and numbers only");
	}

	private static <S extends Session> String store(SessionRepository<S> sessions) {
		S session = sessions.createSession();
		sessions.save(session);
		return session.getId();
	}

}
