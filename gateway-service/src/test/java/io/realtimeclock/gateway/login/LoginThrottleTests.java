package io.realtimeclock.gateway.login;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Guessing passwords. Each test has a user of its own, since failures are counted by
 * user.
 */
@DirtiesContext
@TestPropertySource(properties = { "gateway.failed-logins=4", "gateway.trusted-proxies=127.0.0.1",
		"gateway.users.form=" + RunningGateway.HASH, "gateway.users.basic=" + RunningGateway.HASH,
		"gateway.users.fair=" + RunningGateway.HASH, "gateway.users.handshake=" + RunningGateway.HASH })
class LoginThrottleTests extends RunningGateway {

	@Test
	void aFormIsRefusedWithoutALookAtThePasswordAfterTooManyFailures() {
		Http browser = new Http(port());
		for (int i = 0; i < 4; i++) {
			assertThat(browser.logIn("form", "guess").statusCode()).isEqualTo(302);
		}
		HttpResponse<String> answer = browser.logIn("form", Http.PASSWORD);
		assertThat(answer.statusCode()).isEqualTo(429);
		assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 16L);
		assertThat(answer.body()).contains("Too many attempts", "name=\"_csrf\"");
	}

	@Test
	void aProgramIsRefusedToo() {
		for (int i = 0; i < 4; i++) {
			assertThat(state("basic", "guess").statusCode()).isEqualTo(401);
		}
		HttpResponse<String> answer = state("basic", Http.PASSWORD);
		assertThat(answer.statusCode()).isEqualTo(429);
		assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow()).isPositive();
		assertThat(answer.body()).contains("\"status\":429");
	}

	@Test
	void aHandshakeIsRefusedToo() {
		String wrong = "Authorization: " + basic("handshake", "guess");
		for (int i = 0; i < 4; i++) {
			assertThat(answer(wrong)).startsWith("HTTP/1.1 401 ");
		}
		assertThat(answer(wrong)).startsWith("HTTP/1.1 429 ").containsPattern("(?i)\r\nRetry-After: \\d+\r\n");
	}

	@Test
	void anUnknownUserReceivesTheSameAnswer() {
		for (int i = 0; i < 4; i++) {
			assertThat(state("nobody", "guess").statusCode()).isEqualTo(401);
		}
		assertThat(state("nobody", "guess").statusCode()).isEqualTo(429);
	}

	@Test
	void logInsThatSucceedDoNotCount() {
		for (int i = 0; i < 20; i++) {
			assertThat(state("fair", Http.PASSWORD).statusCode()).isNotIn(401, 429);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\u0007b", "a\nb", "200 characters are enough" })
	void anInvalidNameIsRefusedWithoutACheckOfThePassword(String name) {
		String refused = name.contains("200") ? "a".repeat(201) : name;
		for (int i = 0; i < 6; i++) {
			assertThat(Http
				.get(port(), "/", "Authorization", basic(refused, Http.PASSWORD), "X-Forwarded-For", "198.51.100.1")
				.statusCode()).as("neither let in nor counted by name").isEqualTo(401);
		}
	}

	@Test
	void anAddressThatFailsWithManyUsersIsRefusedForAllOfThemAndTheyAreNotElsewhere() {
		long begin = System.nanoTime();
		int checked = 0;
		while (from("198.51.100.2", "user" + checked, "guess") == 401) {
			checked++;
		}
		for (int i = 0; i < 50; i++) {
			checked += (from("198.51.100.2", "fair", "guess") == 401) ? 1 : 0;
		}
		assertThat(checked).isBetween(20, 20 + refilled(begin));
		assertThat(from("198.51.100.3", "fair", Http.PASSWORD)).isEqualTo(200);
	}

	@Test
	void anExpiredFormFromSuchAnAddressIsRefusedWithAPageToo() {
		for (int i = 0; i < 30; i++) {
			from("198.51.100.4", "user" + i, "guess");
		}
		HttpResponse<String> answer = Http.send("POST", port(), "/login", "username=fair&password=guess",
				"Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html", "X-Forwarded-For",
				"198.51.100.4");
		assertThat(answer.statusCode()).isEqualTo(429);
		assertThat(answer.body()).contains("Too many attempts");
	}

	/** One more is allowed every three seconds. */
	private static int refilled(long begin) {
		return (int) ((System.nanoTime() - begin) / TimeUnit.SECONDS.toNanos(3));
	}

	private int from(String address, String user, String password) {
		return Http.get(port(), "/", "Authorization", basic(user, password), "X-Forwarded-For", address).statusCode();
	}

	private String answer(String header) {
		try (WebSocketClient client = WebSocketClient.shakeHands(port(), header)) {
			return client.answer();
		}
	}

	private HttpResponse<String> state(String user, String password) {
		return Http.get(port(), "/api/initial_state", "Authorization", basic(user, password));
	}

	private static String basic(String user, String password) {
		return "Basic "
				+ Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.US_ASCII));
	}

}
