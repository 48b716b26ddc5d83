package io.realtimeclock.gateway.admission;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.health.Supervisor;
import io.realtimeclock.redis.RedisGate;
import io.realtimeclock.redis.RedisUnavailableException;
import io.realtimeclock.redis.RedisUse;
import io.realtimeclock.testsupport.RedisServer;
import io.realtimeclock.testsupport.Signal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.awaitility.Awaitility.await;

/**
 * A Redis with the registry of all connections, as a replica uses it. Registered for a
 * class of tests, it is empty before each of them and ends with the last.
 */
final class RegistryServer implements BeforeEachCallback, AfterAllCallback, AutoCloseable {

	private final RedisServer server = RedisServer.start();

	private final LettuceConnectionFactory connections = new LettuceConnectionFactory(
			new RedisStandaloneConfiguration("127.0.0.1", this.server.port()),
			LettuceClientConfiguration.builder().commandTimeout(Duration.ofSeconds(2)).build());

	private final StringRedisTemplate redis;

	private final RedisGate gate;

	RegistryServer() {
		this.connections.afterPropertiesSet();
		this.connections.start();
		this.redis = new StringRedisTemplate(this.connections);
		this.gate = new RedisGate(this.connections, new RedisUse("gateway:probe:test", null),
				new DependencyHealth("Redis"), new Supervisor());
		this.gate.start();
	}

	/** Return the registry as a replica that allows two connections of a user overall. */
	ConnectionRegistry registry(String replica, Duration lease) {
		return new ConnectionRegistry(this.redis, this.gate, limits(lease), gateway(replica, 100));
	}

	static Admission.Properties limits(Duration lease) {
		return new Admission.Properties(2, 2, lease);
	}

	static GatewayProperties gateway(String replica, int maxConnections) {
		return new GatewayProperties(replica, maxConnections, 100, Duration.ofHours(1), List.of());
	}

	/** Return the registry as any replica reads it. */
	ConnectionRegistry sockets() {
		return registry("reader", Duration.ofSeconds(30));
	}

	StringRedisTemplate redis() {
		return this.redis;
	}

	Set<String> hashes() {
		return this.redis.keys(ConnectionRegistry.CONNECTIONS + "*");
	}

	/** Return how many connections of a user are registered, {@code null} for none. */
	@Nullable Object registered(String user) {
		return hashes().stream()
			.map((hash) -> this.redis.opsForHash().get(hash, "user:" + user))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	void forgetAll() {
		Set<String> all = this.redis.keys("*");
		this.redis.delete(all);
	}

	/** Answer nothing until the gate to it has noticed, and then again. */
	void outage() {
		int before = this.gate.outages();
		pause();
		try {
			await().atMost(Duration.ofSeconds(20)).until(() -> this.gate.outages() != before);
		}
		finally {
			goOn();
		}
	}

	/** Answer nothing until it is continued. */
	void pause() {
		this.server.send(Signal.STOP);
	}

	/** Answer again, and wait until the gate to it is open. */
	void goOn() {
		this.server.send(Signal.CONT);
		await().ignoreException(RedisUnavailableException.class)
			.until(() -> this.gate.call(() -> this.redis.hasKey("any")) != null);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		forgetAll();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		close();
	}

	@Override
	public void close() {
		this.gate.stop();
		this.connections.destroy();
		this.server.close();
	}

}
