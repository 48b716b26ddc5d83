package io.realtimeclock.gateway.session;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.Test;

import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The session's cookie behind a proxy that ends TLS.
 */
@DirtiesContext
@TestPropertySource(properties = "gateway.trusted-proxies=127.0.0.1")
class SessionCookieTests extends RunningGateway {

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private static final String[] TLS = { "X-Forwarded-Proto", "https", "X-Forwarded-Host", "clock.example.org" };

	@Test
	void isForThisHostOnTlsAloneAndUsedForPageAndSocket() {
		String cookie = logIn();
		assertThat(cookie).startsWith("__Host-SESSION=")
			.contains("; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/")
			.doesNotContain("Domain");
		String session = cookie.substring(0, cookie.indexOf(';'));
		assertThat(Http.get(port(), "/", with("Cookie", session)).statusCode()).isEqualTo(200);
		assertThat(handshake("Cookie: " + session, "X-Forwarded-Proto: https")).startsWith("HTTP/1.1 101 ");
	}

	@Test
	void holdsAnIdOf288RandomBits() {
		String cookie = logIn().replaceFirst("^[^=]*=", "").replaceFirst(";.*", "");
		String id = new String(Base64.getDecoder().decode(cookie), StandardCharsets.US_ASCII);
		assertThat(Base64.getUrlDecoder().decode(id)).hasSize(36);
	}

	@Test
	void theCookieOfTheFormsTokenIsForThisHostOnTlsAloneToo() {
		assertThat(Http.get(port(), "/login", TLS).headers().allValues("Set-Cookie")).singleElement()
			.satisfies((cookie) -> assertThat(cookie).startsWith("__Host-XSRF-TOKEN=")
				.contains("; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/")
				.doesNotContain("Domain"));
		assertThat(Http.get(port(), "/login").headers().allValues("Set-Cookie")).singleElement()
			.satisfies((cookie) -> assertThat(cookie).startsWith("XSRF-TOKEN="));
	}

	@Test
	void isNotTakenUnderItsPlainName() {
		String session = logIn().replaceFirst("^__Host-", "").replaceFirst(";.*", "");
		assertThat(handshake("Cookie: " + session, "X-Forwarded-Proto: https")).startsWith("HTTP/1.1 401 ");
	}

	@Test
	void theLogInLeadsToTheHostThatTheProxyWasAskedFor() {
		HttpResponse<String> page = Http.get(port(), "/", TLS);
		assertThat(page.headers().firstValue("Location"))
			.hasValueSatisfying((location) -> assertThat(location).isIn("/login", "https://clock.example.org/login"));
	}

	private String logIn() {
		HttpResponse<String> page = Http.get(port(), "/login", TLS);
		Matcher token = TOKEN.matcher(page.body());
		assertThat(token.find()).isTrue();
		String cookies = page.headers()
			.allValues("Set-Cookie")
			.stream()
			.map((cookie) -> cookie.substring(0, cookie.indexOf(';')))
			.collect(Collectors.joining("; "));
		HttpResponse<String> answer = Http.send("POST", port(), "/login",
				"username=demo&password=" + Http.PASSWORD + "&_csrf=" + token.group(1),
				with("Cookie", cookies, "Content-Type", "application/x-www-form-urlencoded"));
		assertThat(answer.statusCode()).isEqualTo(302);
		return answer.headers()
			.allValues("Set-Cookie")
			.stream()
			.filter((cookie) -> cookie.contains("SESSION"))
			.findFirst()
			.orElseThrow();
	}

	private String handshake(String... headers) {
		try (WebSocketClient client = WebSocketClient.shakeHands(port(), headers)) {
			return client.answer();
		}
	}

	private static String[] with(String... headers) {
		return Stream.of(TLS, headers).flatMap(Arrays::stream).toArray(String[]::new);
	}

}
