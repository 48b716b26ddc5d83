package io.realtimeclock.localstack;

import java.io.IOException;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PortTests {

	@Test
	void isFreeUntilSomebodyListens() throws IOException {
		Port port = Port.drawBut(0);
		assertThat(port.isFree()).isTrue();
		assertThat(port.isListening()).isFalse();
		try (ServerSocket other = new ServerSocket(port.number())) {
			assertThat(other.isBound()).isTrue();
			assertThat(port.isFree()).isFalse();
			assertThat(port.isListening()).isTrue();
		}
	}

	@Test
	void isNotFreeIfThereIsNoSuchPort() {
		assertThat(new Port(65_536).isFree()).isFalse();
	}

}
