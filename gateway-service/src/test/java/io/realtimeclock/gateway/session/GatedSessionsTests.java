package io.realtimeclock.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;

import io.realtimeclock.gateway.revocation.LoginClock;
import io.realtimeclock.gateway.session.SessionValues.GatedSessions;
import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.health.Supervisor;
import io.realtimeclock.redis.RedisErrorException;
import io.realtimeclock.redis.RedisGate;
import io.realtimeclock.redis.RedisUnavailableException;
import io.realtimeclock.redis.RedisUse;
import io.realtimeclock.testsupport.RedisServer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.data.redis.RedisSessionRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GatedSessionsTests {

	private final RedisServer redis = RedisServer.start();

	private final LettuceConnectionFactory connections = new LettuceConnectionFactory(
			new RedisStandaloneConfiguration("127.0.0.1", this.redis.port()),
			LettuceClientConfiguration.builder().commandTimeout(Duration.ofSeconds(1)).build());

	private final RedisTemplate<String, Object> template = new RedisTemplate<>();

	@BeforeEach
	void connect() {
		this.connections.afterPropertiesSet();
		this.template.setConnectionFactory(this.connections);
		this.template.setKeySerializer(RedisSerializer.string());
		this.template.setHashKeySerializer(RedisSerializer.string());
		this.template.afterPropertiesSet();
	}

	@AfterEach
	void stop() {
		this.connections.destroy();
		this.redis.close();
	}

	@Test
	void storesFindsAndDeletesSessions() {
		SessionRepository<?> sessions = sessions();
		String id = store(sessions);
		Session found = Objects.requireNonNull(sessions.findById(id));
		assertThat(found.<String>getAttribute("key")).isEqualTo("value");
		sessions.deleteById(id);
		assertThat(sessions.findById(id)).isNull();
	}

	@Test
	void reportsThatRedisIsUnavailableForEveryOperation() {
		SessionRepository<?> sessions = sessions();
		String id = store(sessions);
		this.redis.close();
		assertThatUnavailable(() -> sessions.findById(id));
		assertThatUnavailable(() -> sessions.deleteById(id));
		assertThatUnavailable(() -> store(sessions));
	}

	@Test
	void sendsNothingOnceTheGateIsOpen() {
		SessionRepository<?> sessions = sessions();
		String id = store(sessions);
		this.redis.close();
		assertThatUnavailable(() -> sessions.findById(id));
		long begin = System.nanoTime();
		for (int i = 0; i < 100; i++) {
			assertThatUnavailable(() -> sessions.findById(id));
		}
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void tellsAnErrorFromAnOutage() {
		SessionRepository<?> sessions = sessions();
		this.template.opsForValue().set("spring:session:sessions:wrong", "text");
		assertThatExceptionOfType(RedisErrorException.class).isThrownBy(() -> sessions.findById("wrong"))
			.withMessageStartingWith("WRONGTYPE");
		assertThat(sessions.findById(store(sessions))).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 1 })
	void aSessionExpiresAfterItsIdleTimeIfTheGatewaysClockIsAnHourOff(int hours) {
		SessionRepository<?> sessions = sessions();
		String id = store(sessions, Instant.now().plus(Duration.ofHours(hours)));
		assertThat(this.template.getExpire("spring:session:sessions:" + id)).isBetween(1_740L, 1_800L);
	}

	/**
	 * Return the store as the application gets it.
	 */
	private SessionRepository<?> sessions() {
		RedisGate gate = new RedisGate(this.connections, new RedisUse("gateway:probe:test", null),
				new DependencyHealth("Redis"), new Supervisor());
		StaticListableBeanFactory beans = new StaticListableBeanFactory(
				Map.of("gate", gate, "clock", new LoginClock(InstantSource.system())));
		GatedSessions.Installation installation = new GatedSessions.Installation(beans.getBeanProvider(RedisGate.class),
				beans.getBeanProvider(LoginClock.class));
		return (SessionRepository<?>) installation
			.postProcessAfterInitialization(new RedisSessionRepository(this.template), "sessions");
	}

	private static String store(SessionRepository<?> sessions) {
		return store(sessions, Instant.now());
	}

	/** Store a session that is used now, by the gateway's clock. */
	private static <S extends Session> String store(SessionRepository<S> sessions, Instant now) {
		S session = sessions.createSession();
		session.setLastAccessedTime(now);
		session.setAttribute("key", "value");
		sessions.save(session);
		return session.getId();
	}

	private static void assertThatUnavailable(ThrowingCallable request) {
		assertThatExceptionOfType(RedisUnavailableException.class).isThrownBy(request);
	}

}
