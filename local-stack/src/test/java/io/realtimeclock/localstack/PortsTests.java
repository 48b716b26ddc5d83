package io.realtimeclock.localstack;

import java.io.IOException;
import java.net.ServerSocket;

import io.realtimeclock.settings.InvalidSettingException;
import io.realtimeclock.testsupport.FreePorts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class PortsTests {

	@Test
	void portIsFreeUntilAProgramListens() throws IOException {
		int port = FreePorts.next();
		assertThat(Ports.isFree(port)).isTrue();
		try (ServerSocket other = new ServerSocket(port)) {
			assertThat(other.isBound()).isTrue();
			assertThat(Ports.isFree(port)).isFalse();
		}
	}

	@Test
	void invalidPortIsNotFree() {
		assertThat(Ports.isFree(65_536)).isFalse();
	}

	@Test
	void errorNamesTheSettingOfAUsedPort() throws IOException {
		try (ServerSocket other = new ServerSocket(0)) {
			int used = other.getLocalPort();
			LocalStackProperties stack = new LocalStackProperties(used, 0, 0, 0, 0, "demo", "demo");
			assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> Ports.requireFree(stack, false))
				.withMessageContaining("local-stack.kafka-port is '" + used + "'")
				.satisfies((ex) -> assertThat(ex.remedy()).contains("Port " + used + " is used by another program",
						"--local-stack.kafka-port=" + (used + 10_000)));
		}
	}

	@Test
	void portOfTheExampleIsNeededOnlyWithIt() throws IOException {
		try (ServerSocket other = new ServerSocket(0)) {
			LocalStackProperties stack = new LocalStackProperties(0, 0, 0, 0, other.getLocalPort(), "demo", "demo");
			assertThatNoException().isThrownBy(() -> Ports.requireFree(stack, false));
			assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> Ports.requireFree(stack, true))
				.withMessageContaining("local-stack.prices-port");
		}
	}

}
