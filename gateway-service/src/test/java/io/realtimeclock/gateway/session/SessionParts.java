package io.realtimeclock.gateway.session;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.admission.ConnectionRegistry;
import io.realtimeclock.gateway.revocation.LoginClock;
import io.realtimeclock.gateway.revocation.UserSessions;
import io.realtimeclock.gateway.users.UserDirectory;
import io.realtimeclock.health.Supervisor;
import io.realtimeclock.redis.RedisConfiguration;
import io.realtimeclock.redis.RedisUse;
import io.realtimeclock.testsupport.RedisServer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.SecurityProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.session.SessionRepository;

/**
 * What of a gateway knows users and their sessions, without the rest. Registered for a
 * class of tests, its Redis is empty before each of them and ends with the last.
 */
final class SessionParts implements BeforeEachCallback, AfterAllCallback, AutoCloseable {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final RedisServer redis;

	private SessionParts(RedisServer redis, Map<String, Object> settings) {
		this.redis = redis;
		this.context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", settings));
		this.context.registerBean(SimpleMeterRegistry.class);
		this.context.registerBean(JsonMapper.class, () -> new JsonMapper());
		this.context.registerBean(InstantSource.class, InstantSource::system);
		this.context.registerBean(LettuceConnectionFactory.class,
				() -> new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", redis.port()),
						LettuceClientConfiguration.builder().commandTimeout(Duration.ofSeconds(5)).build()));
		this.context.registerBean(StringRedisTemplate.class,
				() -> new StringRedisTemplate(this.context.getBean(LettuceConnectionFactory.class)));
		this.context.registerBean(Supervisor.class, () -> new Supervisor());
		this.context.registerBean(RedisUse.class, () -> new RedisUse("gateway:probe:test", null));
		this.context.registerBean(SecurityProperties.class);
		this.context.registerBean(ConnectionRegistry.class);
		this.context.register(Settings.class, RedisConfiguration.class);
		this.context.scan("io.realtimeclock.gateway.users", "io.realtimeclock.gateway.revocation");
		this.context.refresh();
	}

	/**
	 * Start a Redis and the parts.
	 * @param settings of {@code gateway}, as {@code name=value}
	 */
	static SessionParts start(String... settings) {
		return new SessionParts(RedisServer.start(), all(settings));
	}

	/** Start the parts of another replica, with other settings, on the same Redis. */
	SessionParts replica(String... settings) {
		return new SessionParts(this.redis, all(settings));
	}

	private static Map<String, Object> all(String... settings) {
		return Stream
			.concat(Stream.of("spring.session.data.redis.namespace=test"), Stream.of(settings).map("gateway."::concat))
			.map((setting) -> setting.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> pair[1]));
	}

	SessionValidity validity() {
		return new SessionValidity(this.context.getBean(UserDirectory.class), logins(), clock(),
				this.context.getBean(JsonMapper.class), this.context.getBean(GatewayProperties.class));
	}

	OwnSessions own(SessionRepository<?> sessions) {
		return new OwnSessions(sessions, validity(), logins(), this.context.getBean(ConnectionRegistry.class));
	}

	UserSessions logins() {
		return this.context.getBean(UserSessions.class);
	}

	LoginClock clock() {
		return this.context.getBean(LoginClock.class);
	}

	int redisPort() {
		return this.redis.port();
	}

	@Override
	public void beforeEach(ExtensionContext test) {
		StringRedisTemplate template = this.context.getBean(StringRedisTemplate.class);
		template.delete(template.keys("*"));
	}

	@Override
	public void afterAll(ExtensionContext test) {
		close();
		this.redis.close();
	}

	/** End the parts, but not Redis, which other replicas may use. */
	@Override
	public void close() {
		this.context.close();
	}

	@TestConfiguration
	@ConfigurationPropertiesScan("io.realtimeclock.gateway")
	static class Settings {

	}

}
