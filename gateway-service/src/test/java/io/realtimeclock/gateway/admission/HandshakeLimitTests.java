package io.realtimeclock.gateway.admission;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.Test;

import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@DirtiesContext
@TestPropertySource(properties = { "gateway.max-connections=3", "gateway.max-connections-per-user=2" })
class HandshakeLimitTests extends RunningGateway {

	@Test
	void servesNoMoreClientsThanThereArePlaces() throws Exception {
		List<WebSocketClient> clients = new ArrayList<>(List.of(enter("demo"), enter("demo")));
		try (WebSocketClient third = enter("demo")) {
			assertThat(third.answer()).startsWith("HTTP/1.1 429 ").containsPattern("(?i)\r\nRetry-After: \\d+\r\n");
		}
		clients.add(enter("other"));
		assertThat(clients).allSatisfy((client) -> assertThat(client.answer()).startsWith("HTTP/1.1 101 "));
		try (WebSocketClient fourth = enter("other")) {
			assertThat(fourth.answer()).startsWith("HTTP/1.1 503 ").containsPattern("(?i)\r\nRetry-After: \\d+\r\n");
		}
		clients.get(0).close();
		await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
			WebSocketClient next = enter("other");
			clients.add(next);
			assertThat(next.answer()).startsWith("HTTP/1.1 101 ");
		});
		clients.forEach(WebSocketClient::close);
	}

	private WebSocketClient enter(String user) {
		return WebSocketClient.shakeHands(port(), "Authorization: " + Http.basic(user));
	}

}
