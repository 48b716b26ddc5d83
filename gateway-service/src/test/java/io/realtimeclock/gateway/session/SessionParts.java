package io.realtimeclock.gateway.session;

import java.util.stream.Stream;

import io.realtimeclock.gateway.GatewayParts;
import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.admission.ConnectionRegistry;
import io.realtimeclock.gateway.revocation.LoginClock;
import io.realtimeclock.gateway.revocation.LoginRegistry;
import io.realtimeclock.gateway.revocation.UserSessions;
import io.realtimeclock.gateway.users.UserDirectory;
import io.realtimeclock.testsupport.RedisServer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.SecurityProperties;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.session.SessionRepository;

/**
 * What of a gateway knows users and their sessions, without the rest. Registered for a
 * class of tests, its Redis is empty before each of them and ends with the last.
 */
final class SessionParts implements BeforeEachCallback, AfterAllCallback, AutoCloseable {

	private final GatewayParts parts;

	private final RedisServer redis;

	private SessionParts(RedisServer redis, String... settings) {
		this.redis = redis;
		this.parts = new GatewayParts(redis.port(),
				Stream.concat(Stream.of("spring.session.data.redis.namespace=test"),
						Stream.of(settings).map("gateway."::concat)),
				Registry.class, "io.realtimeclock.gateway.users", "io.realtimeclock.gateway.revocation");
	}

	/**
	 * Start a Redis and the parts.
	 * @param settings of {@code gateway}, as {@code name=value}
	 */
	static SessionParts start(String... settings) {
		return new SessionParts(RedisServer.start(), settings);
	}

	/** Start the parts of another replica, with other settings, on the same Redis. */
	SessionParts replica(String... settings) {
		return new SessionParts(this.redis, settings);
	}

	SessionValidity validity() {
		return new SessionValidity(users(), logins(), clock(), this.parts.get(JsonMapper.class),
				this.parts.get(GatewayProperties.class));
	}

	OwnSessions own(SessionRepository<?> sessions) {
		return new OwnSessions(sessions, validity(), logins(), this.parts.get(ConnectionRegistry.class));
	}

	UserDirectory users() {
		return this.parts.get(UserDirectory.class);
	}

	UserSessions logins() {
		return this.parts.get(UserSessions.class);
	}

	LoginRegistry registry() {
		return this.parts.get(LoginRegistry.class);
	}

	LoginClock clock() {
		return this.parts.get(LoginClock.class);
	}

	int redisPort() {
		return this.redis.port();
	}

	@Override
	public void beforeEach(ExtensionContext test) {
		StringRedisTemplate template = this.parts.get(StringRedisTemplate.class);
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
		this.parts.close();
	}

	@EnableConfigurationProperties(SecurityProperties.class)
	@Import(ConnectionRegistry.class)
	static class Registry {

	}

}
