package io.realtimeclock.gateway.broadcast;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import io.realtimeclock.gateway.OtherGateway;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.gateway.WebSocketClient;
import io.realtimeclock.testsupport.RawSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class StalledClientTests {

	@Test
	void losesItsPlaceButIsToldWhyWhenItWakesAndAnswersOldPings() {
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=patient", "gateway.stall-timeout=20s",
				"gateway.ping-interval=100ms", "gateway.pong-timeout=2s");
				WebSocketClient stalled = WebSocketClient.connect(gateway.port(), 4096)) {
			Source.tickUntil(() -> gateway.gauge("gateway.connections.stalled") == 1);
			Source.tickUntil(() -> gateway.gauge("gateway.connections") == 0);
			RawSocket.Frame last = stalled.frame(0x88);
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
				RawSocket.Frame frame = client.read();
				heads.add((frame != null) ? frame.head() : -1);
			}
			assertThat(heads).contains(0x89, 0x8A).doesNotContain(0x88, -1);
		}
	}

	@Test
	@Tag("long")
	void aPingAndAPongBothWaitForEachOfTenClientsThatAreStalled() {
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=both", "gateway.stall-timeout=30s",
				"gateway.ping-interval=300ms", "gateway.pong-timeout=6s")) {
			List<WebSocketClient> clients = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				clients.add(WebSocketClient.connect(gateway.port(), 4096));
			}
			// For 500 ticks, since what a kernel still takes can end a stall
			AtomicInteger ticks = new AtomicInteger();
			Source.tickUntil(() -> gateway.gauge("gateway.connections.stalled") == 10 && ticks.incrementAndGet() > 500);
			// Each answers what came before, so that the gateway pings again, and pings
			// itself
			clients.forEach((client) -> client.send(0x8A, new byte[0]));
			await().pollDelay(Duration.ofSeconds(2)).until(() -> gateway.gauge("gateway.connections.stalled") == 10);
			byte[] mine = { 'm', 'i', 'n', 'e' };
			clients.forEach((client) -> client.send(0x89, mine));
			await().pollDelay(Duration.ofSeconds(1)).until(() -> gateway.gauge("gateway.connections.stalled") == 10);
			for (WebSocketClient client : clients) {
				assertThat(client.frame(0x8A).payload()).isEqualTo(mine);
				RawSocket.Frame next = Objects.requireNonNull(client.read());
				assertThat(next.head()).as("the gateway's ping").isEqualTo(0x89);
				client.send(0x8A, next.payload());
			}
			await().during(Duration.ofSeconds(7)).atMost(Duration.ofSeconds(15)).until(() -> {
				clients.forEach((client) -> client.frame(0x89));
				clients.forEach((client) -> client.send(0x8A, new byte[0]));
				return gateway.gauge("gateway.connections") == 10;
			});
			clients.forEach(WebSocketClient::close);
		}
	}

	@Test
	void isToldWhyItWasSentAwayWhenItReadsAgain() {
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=impatient", "gateway.stall-timeout=1s");
				WebSocketClient stalled = WebSocketClient.connect(gateway.port(), 4096)) {
			await().atMost(Duration.ofSeconds(10)).until(() -> gateway.gauge("gateway.connections") == 1);
			Source.tickUntil(() -> gateway.gauge("gateway.connections.stalled") == 1);
			Source.tickUntil(() -> gateway.gauge("gateway.connections") == 0);
			RawSocket.Frame last = stalled.frame(0x88);
			assertThat(last.status()).isEqualTo(1013);
			assertThat(last.text()).endsWith("too slow");
		}
	}

}
