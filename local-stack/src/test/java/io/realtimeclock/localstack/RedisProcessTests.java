package io.realtimeclock.localstack;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RedisProcessTests {

	@Test
	void listensOnceItHasStartedAndNoMoreOnceItIsClosed() throws IOException {
		Port port = Port.drawBut(0);
		try (RedisProcess redis = RedisProcess.start(port.number())) {
			assertThat(redis.handle().isAlive()).isTrue();
			assertThat(port.isListening()).isTrue();
		}
		assertThat(port.isListening()).isFalse();
	}

}
