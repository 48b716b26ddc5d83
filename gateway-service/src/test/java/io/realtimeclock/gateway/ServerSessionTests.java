package io.realtimeclock.gateway;

import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The ordinary way, for connections whose socket can't be had.
 */
@TestPropertySource(properties = { "gateway.direct=false", "gateway.ping-interval=200ms", "gateway.pong-timeout=1s" })
class ServerSessionTests extends RunningGateway {

	private static final int CLOSE = 0x88;

	@Autowired
	private MeterRegistry meters;

	@Test
	void sendsEveryTickInOrderAndNoneTwice() {
		try (WebSocketClient client = connect()) {
			List<Long> published = new ArrayList<>();
			List<Long> received = new ArrayList<>();
			for (int i = 0; i < 30; i++) {
				published.add(Source.tick().sequence());
				received.add(WebSocketClient.sequence(client.text()));
			}
			assertThat(received).isEqualTo(published);
			assertThat(upgraded("session")).isPositive();
			assertThat(upgraded("direct")).isZero();
		}
	}

	@ParameterizedTest
	@CsvSource({ "0x81, 5, 1008", "0x82, 5, 1008", "0x81, 1025, 1009", "0x82, 60000, 1009" })
	void endsTheConnectionOfAClientThatSendsMessages(String head, int length, int status) {
		try (WebSocketClient client = connect()) {
			client.send(Integer.decode(head), new byte[length]);
			assertThat(client.frame(CLOSE).status()).isEqualTo(status);
		}
	}

	@Test
	void closesTheConnectionOfAClientThatDoesNotAnswerPings() {
		try (WebSocketClient client = connect()) {
			WebSocketClient.Frame frame = client.read();
			while (frame != null && frame.head() != CLOSE) {
				frame = client.read();
			}
			assertThat(frame).isNotNull().satisfies((close) -> assertThat(close.status()).isEqualTo(1013));
			await().atMost(Duration.ofSeconds(10)).until(() -> client.read() == null);
		}
	}

	@Test
	void forgetsAClientThatGoes() {
		await().atMost(Duration.ofSeconds(10)).until(() -> connections() == 0);
		WebSocketClient client = connect();
		assertThat(connections()).isEqualTo(1);
		client.close();
		await().atMost(Duration.ofSeconds(10)).until(() -> connections() == 0);
	}

	@Test
	void noPermitOfAHandshakeThatWasBrokenOffIsKept() {
		for (int i = 0; i < 300; i++) {
			WebSocketClient.breakOff(port(), new Socket(), i * 37 % 4000);
		}
		await().atMost(Duration.ofSeconds(10))
			.until(() -> Http.get(managementPort(), "/actuator/sockets").body().equals("[]"));
	}

	private double connections() {
		return this.meters.get("gateway.connections").gauge().value();
	}

	private double upgraded(String path) {
		return this.meters.find("gateway.handshakes.upgraded")
			.tag("path", path)
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

}
