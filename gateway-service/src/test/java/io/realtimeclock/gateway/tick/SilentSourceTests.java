package io.realtimeclock.gateway.tick;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.gateway.WebSocketClient;
import io.realtimeclock.testsupport.RawSocket.Frame;
import io.realtimeclock.tick.Tick;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@DirtiesContext
@TestPropertySource(properties = { "gateway.stale-after=600ms", "gateway.stale-repeat=400ms",
		"gateway.ping-interval=200ms", "gateway.pong-timeout=1s", "gateway.stall-timeout=1s" })
class SilentSourceTests extends RunningGateway {

	private static final String STALE = ",\"stale\":true}}";

	@Autowired
	private MeterRegistry meters;

	@Test
	void tellsItsClientsThatTheLastTickIsStaleUntilTheNextOne() {
		try (WebSocketClient client = connect()) {
			Tick last = Source.tick();
			client.awaitTick(last);
			assertThat(stale(client)).contains("\"sequence\":" + last.sequence());
			assertThat(stale(client)).as("again").contains("\"sequence\":" + last.sequence());
			Tick next = Source.tick();
			String text = client.text();
			while (WebSocketClient.sequence(text) == last.sequence()) {
				text = client.text();
			}
			assertThat(text).contains("\"sequence\":" + next.sequence()).doesNotContain("stale");
		}
	}

	@Test
	void greetsAClientWithTheStaleTick() {
		try (WebSocketClient client = connect()) {
			assertThat(stale(client)).isNotEmpty();
			try (WebSocketClient late = WebSocketClient.connect(port())) {
				assertThat(late.text()).endsWith(STALE);
			}
		}
	}

	@Test
	void pingsAClientAndClosesTheConnectionOfOneThatDoesNotAnswer() {
		try (WebSocketClient client = connect()) {
			boolean pinged = false;
			Frame frame = client.read();
			while (frame != null && frame.head() != 0x88) {
				pinged |= frame.head() == 0x89;
				frame = client.read();
			}
			assertThat(pinged).isTrue();
			assertThat(frame).isNotNull().satisfies((close) -> assertThat(close.status()).isEqualTo(1013));
			assertThat(client.read()).as("disconnected, though it does not answer").isNull();
		}
	}

	/**
	 * The client makes the gateway write pongs that it never reads.
	 */
	@Test
	void closesTheConnectionOfAClientThatDoesNotReadWhileOthersGetEveryTick() {
		await().atMost(Duration.ofSeconds(10)).until(() -> connections() == 0);
		try (WebSocketClient reader = connect(); WebSocketClient stalled = WebSocketClient.connect(port(), 4096)) {
			Thread flood = new Thread(() -> floodWithPings(stalled), "flood");
			flood.setDaemon(true);
			flood.start();
			await().atMost(Duration.ofSeconds(5)).until(() -> connections() == 2);
			await().atMost(Duration.ofSeconds(20)).until(() -> {
				tick(reader);
				return connections() == 1;
			});
			tick(reader);
		}
	}

	/**
	 * The client's own kernel may notice only much later that it has been disconnected.
	 */
	private static void floodWithPings(WebSocketClient stalled) {
		boolean open = true;
		while (open) {
			open = stalled.trySend(0x89, new byte[125]);
		}
	}

	private double connections() {
		return this.meters.get("gateway.connections").gauge().value();
	}

	private static String stale(WebSocketClient client) {
		String text = client.text();
		while (!text.endsWith(STALE)) {
			text = client.text();
		}
		return text;
	}

}
