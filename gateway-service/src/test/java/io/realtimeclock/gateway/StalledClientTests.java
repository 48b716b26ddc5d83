package io.realtimeclock.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class StalledClientTests {

	@Test
	void losesItsPlaceButIsToldWhyWhenItWakesAndAnswersOldPings() {
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=patient", "gateway.stall-timeout=20s",
				"gateway.ping-interval=100ms", "gateway.pong-timeout=2s");
				WebSocketClient stalled = WebSocketClient.connect(gateway.port(), 4096)) {
			await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(1)).until(() -> {
				Source.tick();
				return gateway.gauge("gateway.connections.stalled") == 1;
			});
			await().atMost(Duration.ofSeconds(10)).until(() -> gateway.gauge("gateway.connections") == 0);
			WebSocketClient.Frame last = stalled.frame(0x88);
			assertThat(last.status()).isEqualTo(1013);
			assertThat(last.text()).endsWith("no pong");
		}
	}

	@Test
	void aClientThatSendsPingsIsAliveEvenIfItAnswersNone() {
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=lively", "gateway.ping-interval=200ms",
				"gateway.pong-timeout=1s"); WebSocketClient client = WebSocketClient.connect(gateway.port())) {
			List<Integer> heads = new ArrayList<>();
			long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
			while (System.nanoTime() < end) {
				client.send(0x89, new byte[0]);
				WebSocketClient.Frame frame = client.read();
				heads.add((frame != null) ? frame.head() : -1);
			}
			assertThat(heads).contains(0x89, 0x8A).doesNotContain(0x88, -1);
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
