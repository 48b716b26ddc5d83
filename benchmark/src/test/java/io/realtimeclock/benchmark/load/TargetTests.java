package io.realtimeclock.benchmark.load;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TargetTests {

	private static final String CONNECT = "CONNECT {\"verbose\":false,\"pedantic\":false}\r\n";

	@Test
	void clientOfNatsSubscribesToEachKeyOfTheQuery() {
		assertThat(reply("/?key=k00001&key=k00002", WireFormat.NATS, "INFO {}"))
			.isEqualTo(CONNECT + "SUB k00001 1\r\nSUB k00002 2\r\n");
		assertThat(reply("/", WireFormat.NATS, "INFO {}")).isEqualTo(CONNECT + "SUB time 1\r\n");
		assertThat(reply("/", WireFormat.NATS, "PING\r\n")).isEqualTo("PONG\r\n");
	}

	@Test
	void clientOfSocketIoOpensTheNamespaceAndAnswersPings() {
		assertThat(reply("/", WireFormat.SOCKET_IO, "0{}")).isEqualTo("40");
		assertThat(reply("/", WireFormat.SOCKET_IO, "2")).isEqualTo("3");
		assertThat(reply("/", WireFormat.SOCKET_IO, "40{}")).isNull();
	}

	private static @Nullable String reply(String path, WireFormat wireFormat, String message) {
		return new Target(1, path, wireFormat).reply(StandardCharsets.UTF_8.encode(message));
	}

}
