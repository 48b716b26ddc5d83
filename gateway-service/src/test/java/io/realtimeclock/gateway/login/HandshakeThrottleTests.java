package io.realtimeclock.gateway.login;

import java.util.List;
import java.util.stream.IntStream;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.Test;

import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@DirtiesContext
@TestPropertySource(properties = { "gateway.handshake-burst=5", "gateway.handshakes-per-second=1",
		"gateway.trusted-proxies=127.0.0.1" })
class HandshakeThrottleTests extends RunningGateway {

	@Test
	void anAddressThatBeginsTooManyHandshakesWaits() {
		List<String> answers = IntStream.range(0, 10).mapToObj((i) -> answer("198.51.100.1")).toList();
		assertThat(answers.subList(0, 5)).allSatisfy((answer) -> assertThat(answer).startsWith("HTTP/1.1 101 "));
		assertThat(answers.get(9)).startsWith("HTTP/1.1 429 ")
			.containsIgnoringCase("\r\nRetry-After: 1\r\n")
			.containsIgnoringCase("\r\nContent-Type: application/problem+json");
		assertThat(answer("198.51.100.2")).as("another address").startsWith("HTTP/1.1 101 ");
	}

	@Test
	void allAddressesOfAnIpv6NetworkAreOne() {
		List<String> answers = IntStream.range(0, 10).mapToObj((i) -> answer("2001:db8:0:1::" + i)).toList();
		assertThat(answers.subList(0, 5)).allSatisfy((answer) -> assertThat(answer).startsWith("HTTP/1.1 101 "));
		assertThat(answers.get(9)).startsWith("HTTP/1.1 429 ");
		assertThat(answer("2001:db8:0:2::1")).as("another network").startsWith("HTTP/1.1 101 ");
	}

	private String answer(String address) {
		try (WebSocketClient client = WebSocketClient.shakeHands(port(), "X-Forwarded-For: " + address,
				"Authorization: " + Http.basic("demo"))) {
			return client.answer();
		}
	}

}
