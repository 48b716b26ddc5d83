package io.realtimeclock.testsupport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RedisServerTests {

	@Test
	void listensFromStartUntilClose() {
		int port;
		try (RedisServer redis = RedisServer.start()) {
			port = redis.port();
			assertThat(isFree(port)).isFalse();
		}
		assertThat(isFree(port)).isTrue();
	}

	@Test
	void failsToStartOnAUsedPort() {
		try (RedisServer redis = RedisServer.start()) {
			assertThatIllegalStateException().isThrownBy(() -> RedisServer.start(redis.port()));
		}
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
