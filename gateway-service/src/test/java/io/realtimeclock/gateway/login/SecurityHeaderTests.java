package io.realtimeclock.gateway.login;

import java.net.http.HttpHeaders;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SecurityHeaderTests extends RunningGateway {

	@ParameterizedTest
	@ValueSource(strings = { "/", "/login", "/assets/clock.js", "/api/initial_state", "/time/tic/", "/livez",
			"/unknown", "/error" })
	void everyAnswerForbidsWhateverThePageDoesNotNeed(String path) {
		HttpHeaders headers = Http.get(port(), path).headers();
		assertThat(headers.firstValue("Content-Security-Policy")).hasValueSatisfying((policy) -> assertThat(policy)
			.contains("default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
			.doesNotContain("unsafe", "*", "data:"));
		assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
		assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
		assertThat(headers.firstValue("Permissions-Policy"))
			.hasValueSatisfying((policy) -> assertThat(policy).contains("geolocation=()"));
		assertThat(headers.firstValue("Server")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/login", "/api/initial_state", "/time/tic/", "/livez", "/unknown" })
	void personalOrCurrentContentIsNotStored(String path) {
		String auth = Http.basic("demo");
		assertThat(Http.get(port(), path, "Authorization", auth).headers().firstValue("Cache-Control"))
			.hasValueSatisfying((cache) -> assertThat(cache).contains("no-store"));
	}

	@Test
	void versionedContentIsStored() {
		assertThat(Http.get(port(), "/assets/clock.js").headers().firstValue("Cache-Control"))
			.hasValueSatisfying((cache) -> assertThat(cache).contains("max-age=").doesNotContain("no-store"));
	}

	@Test
	void aBrokenRequestIsAnsweredWithThemToo() {
		try (WebSocketClient client = WebSocketClient.request(port(), "nonsense\r\n\r\n")) {
			assertThat(client.answer()).startsWith("HTTP/1.1 400 ")
				.contains("X-Content-Type-Options: nosniff", "Content-Security-Policy: default-src 'none'");
		}
	}

	@Test
	void hstsIsForTlsAlone() {
		assertThat(Http.get(port(), "/login").headers().firstValue("Strict-Transport-Security")).isEmpty();
	}

}
