package io.realtimeclock.redis;

import java.time.Duration;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.realtimeclock.testsupport.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

class RedisAddressTests {

	private final RedisServer server = RedisServer.start();

	private final LettuceConnectionFactory connections = new LettuceConnectionFactory(
			new RedisStandaloneConfiguration("localhost", this.server.port()),
			LettuceClientConfiguration.builder().shutdownTimeout(Duration.ZERO).build());

	@AfterEach
	void stop() {
		this.connections.destroy();
		this.server.close();
	}

	@Test
	void namesTheServerOfTheUsedConnectionThoughALaterOneLeadsElsewhere() {
		this.connections.afterPropertiesSet();
		io.realtimeclock.redis.RedisServer used = new io.realtimeclock.redis.RedisServer(this.connections);
		RedisClient client = (RedisClient) this.connections.getRequiredNativeClient();
		try (RedisServer other = RedisServer.start();
				RedisConnection connection = this.connections.getConnection();
				StatefulRedisConnection<String, String> later = client
					.connect(RedisURI.create("127.0.0.1", other.port()))) {
			assertThat(later.sync().ping()).isEqualTo("PONG");
			assertThat(used.wasConnected()).isFalse();
			used.use(connection);
			assertThat(used.address()).isEqualTo("127.0.0.1:" + this.server.port());
		}
	}

	@Test
	void keepsTheAddressOfAServerThatHasEnded() {
		this.connections.afterPropertiesSet();
		io.realtimeclock.redis.RedisServer used = new io.realtimeclock.redis.RedisServer(this.connections);
		try (RedisConnection connection = this.connections.getConnection()) {
			used.use(connection);
			this.server.close();
			used.use(connection);
		}
		assertThat(used.address()).isEqualTo("127.0.0.1:" + this.server.port());
	}

}
