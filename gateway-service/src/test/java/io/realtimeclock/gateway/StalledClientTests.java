package io.realtimeclock.gateway;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class StalledClientTests {

	@Test
	void isToldWhyItIsSentAwayWhenItReadsAgainSoonAndAnswersOldPings() {
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=patient", "gateway.stall-timeout=3s",
				"gateway.ping-interval=100ms", "gateway.pong-timeout=1h");
				WebSocketClient stalled = WebSocketClient.connect(gateway.port(), 4096)) {
			await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(1)).until(() -> {
				Source.tick();
				return gateway.gauge("gateway.connections.stalled") == 1;
			});
			await().atMost(Duration.ofSeconds(10))
				.until(() -> gateway.count("gateway.connections.closed", "1013") == 1);
			assertThat(stalled.frame(0x88).status()).isEqualTo(1013);
		}
	}

	@Test
	void isToldWhyItWasSentAwayWhenItReadsAgain() {
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=impatient", "gateway.stall-timeout=1s");
				WebSocketClient stalled = WebSocketClient.connect(gateway.port(), 4096)) {
			await().atMost(Duration.ofSeconds(10)).until(() -> gateway.gauge("gateway.connections") == 1);
			await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(1)).until(() -> {
				Source.tick();
				return gateway.gauge("gateway.connections.stalled") == 1;
			});
			await().atMost(Duration.ofSeconds(10)).until(() -> gateway.gauge("gateway.connections") == 0);
			WebSocketClient.Frame last = stalled.frame(0x88);
			assertThat(last.status()).isEqualTo(1013);
			assertThat(last.text()).endsWith("too slow");
		}
	}

}
