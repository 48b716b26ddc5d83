package io.realtimeclock.gateway.connector;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.WebSocketClient;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * 100 HTTP connections in all, of which one address may have 75.
 */
@DirtiesContext
@TestPropertySource(
		properties = { "gateway.max-connections=100", "gateway.handshake-burst=100", "gateway.request-timeout=2s" })
class HttpConnectionTests extends RunningGateway {

	private static final String HERE = "127.0.0.1";

	private static final String ELSEWHERE = "127.0.0.2";

	private final List<IdleSocket> idle = new ArrayList<>();

	@Autowired
	private MeterRegistry meters;

	@AfterEach
	void closeAll() throws IOException {
		for (IdleSocket socket : this.idle) {
			socket.close();
		}
		await().atMost(Duration.ofSeconds(10)).until(() -> open() < 10);
	}

	@Test
	void theConnectionThatRestsLongestIsClosedWhenAnAddressHasTooMany() throws Exception {
		double evicted = evicted();
		// More than one too many: the tests' own HTTP client may have rested longer
		rest(HERE, 100);
		await().atMost(Duration.ofSeconds(5)).until(() -> this.idle.get(0).isClosed());
		assertThat(this.idle.get(99).isClosed()).isFalse();
		assertThat(open()).isLessThanOrEqualTo(75);
		assertThat(evicted()).isGreaterThan(evicted);
	}

	@Test
	void anAddressThatHoldsManyLeavesRoomForOthers() throws Exception {
		rest(HERE, 200);
		rest(ELSEWHERE, 20);
		assertThat(this.idle.subList(200, 220)).noneMatch(IdleSocket::isClosed);
		try (WebSocketClient client = handshakeFrom(ELSEWHERE)) {
			assertThat(client.answer()).startsWith("HTTP/1.1 101 ");
		}
	}

	@Test
	void connectionsThatSendNothingAreClosedInFavorOfNewOnes() throws Exception {
		for (int i = 0; i < 120; i++) {
			this.idle.add(IdleSocket.silent(port(), HERE));
		}
		try (WebSocketClient client = connect()) {
			tick(client);
		}
	}

	@Test
	void webSocketsDoNotCountAndAreNotClosed() throws Exception {
		List<WebSocketClient> clients = new ArrayList<>();
		double before = open();
		for (int i = 0; i < 80; i++) {
			clients.add(connect());
		}
		await().atMost(Duration.ofSeconds(5)).until(() -> open() < before + 10);
		rest(HERE, 100);
		clients.forEach(RunningGateway::tick);
		clients.forEach(WebSocketClient::close);
	}

	@Test
	void aRequestThatArrivedInTimeMayTakeLongAndIsNotClosedForOthers() throws Exception {
		CompletableFuture<Integer> status = CompletableFuture
			.supplyAsync(() -> Http.get(port(), "/livez", "X-Slow", "4000").statusCode());
		await().atMost(Duration.ofSeconds(5)).until(() -> SlowAnswers.running);
		rest(HERE, 120);
		assertThat(status.get(10, TimeUnit.SECONDS)).isEqualTo(200);
	}

	private void rest(String address, int count) throws IOException {
		for (int i = 0; i < count; i++) {
			this.idle.add(IdleSocket.open(port(), address));
		}
	}

	private WebSocketClient handshakeFrom(String address) throws IOException {
		Socket socket = new Socket();
		socket.bind(new InetSocketAddress(address, 0));
		return WebSocketClient.connect(port(), socket);
	}

	private double open() {
		return this.meters.get("gateway.http.connections").gauge().value();
	}

	private double evicted() {
		return this.meters.get("gateway.http.connections.evicted").counter().count();
	}

	@TestConfiguration
	static class SlowAnswers {

		private static volatile boolean running;

		@Bean
		Filter slowAnswer() {
			return (request, response, chain) -> {
				String millis = ((HttpServletRequest) request).getHeader("X-Slow");
				if (millis != null) {
					running = true;
					sleep(Long.parseLong(millis));
				}
				chain.doFilter(request, response);
			};
		}

		private static void sleep(long millis) {
			try {
				Thread.sleep(millis);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
