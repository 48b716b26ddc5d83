package io.realtimeclock.ticker.claim;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.health.Supervisor;
import io.realtimeclock.redis.RedisGate;
import io.realtimeclock.redis.RedisUse;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * A Redis client with the timeouts and reconnects of the service.
 */
final class RedisClient implements AutoCloseable {

	private final DefaultClientResources resources;

	private final LettuceConnectionFactory connections;

	private final StringRedisTemplate template;

	private final RedisGate gate;

	RedisClient(int port, Duration timeout) {
		DefaultClientResources.Builder resources = DefaultClientResources.builder();
		resources.reconnectDelay(Delay.constant(Duration.ofMillis(250)));
		this.resources = resources.build();
		this.connections = new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port),
				LettuceClientConfiguration.builder()
					.clientResources(this.resources)
					.commandTimeout(timeout)
					.shutdownTimeout(Duration.ZERO)
					.clientOptions(ClientOptions.builder()
						.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
						.socketOptions(SocketOptions.builder().connectTimeout(Duration.ofSeconds(1)).build())
						.build())
					.build());
		this.connections.afterPropertiesSet();
		this.connections.start();
		this.template = new StringRedisTemplate(this.connections);
		this.gate = new RedisGate(this.connections, new RedisUse("{time}:probe:test", null),
				new DependencyHealth("Redis"), new Supervisor());
		this.gate.start();
	}

	StringRedisTemplate template() {
		return this.template;
	}

	RedisGate gate() {
		return this.gate;
	}

	@Override
	public void close() {
		this.gate.stop();
		this.connections.destroy();
		this.resources.shutdown(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
	}

}
