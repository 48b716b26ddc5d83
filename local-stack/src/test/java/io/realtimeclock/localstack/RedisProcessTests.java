package io.realtimeclock.localstack;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import redis.embedded.exceptions.EmbeddedRedisException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RedisProcessTests {

	@Test
	void listensFromStartUntilClose() throws IOException {
		int port = Ports.findFreeExcept(0);
		try (RedisProcess redis = RedisProcess.start(port)) {
			assertThat(redis.server().isActive()).isTrue();
			assertThat(Ports.isFree(port)).isFalse();
		}
		assertThat(Ports.isFree(port)).isTrue();
	}

	@Test
	@SuppressWarnings("try") // only its port is used
	void failsToStartOnAUsedPort() throws IOException {
		int port = Ports.findFreeExcept(0);
		try (RedisProcess redis = RedisProcess.start(port)) {
			assertThatExceptionOfType(EmbeddedRedisException.class).isThrownBy(() -> RedisProcess.start(port));
		}
	}

}
