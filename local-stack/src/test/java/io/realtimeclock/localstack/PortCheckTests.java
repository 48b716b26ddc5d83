package io.realtimeclock.localstack;

import java.io.IOException;
import java.net.ServerSocket;

import io.realtimeclock.settings.InvalidSettingException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PortCheckTests {

	@Test
	void namesTheSettingWhosePortIsTaken() throws IOException {
		try (ServerSocket other = new ServerSocket(0)) {
			int taken = other.getLocalPort();
			LocalStackProperties stack = new LocalStackProperties(taken, 0, 0, 0, "demo", "demo");
			assertThatExceptionOfType(InvalidSettingException.class)
				.isThrownBy(() -> new PortCheck(stack).requireFreePorts())
				.withMessageContaining("local-stack.kafka-port is '" + taken + "'")
				.satisfies((ex) -> assertThat(ex.remedy()).contains("Port " + taken + " is taken",
						"--local-stack.kafka-port=" + (taken + 10_000)));
		}
	}

}
