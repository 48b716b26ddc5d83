package io.realtimeclock.gateway.session;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieSerializer.CookieValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which cookies a request is looked up with. {@link SessionCookieTests} shows them behind
 * a proxy.
 */
class SessionCookiesTests {

	private final SessionCookies cookies = new SessionCookies();

	@ParameterizedTest
	@CsvSource({ "false, SESSION", "true, __Host-SESSION" })
	void areWrittenForThisHostAndNoScript(boolean secure, String name) {
		MockHttpServletRequest request = request("/", secure);
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.cookies.writeCookieValue(new CookieValue(request, response, "id"));
		assertThat(response.getHeader("Set-Cookie")).startsWith(name + "=" + encoded("id") + "; ")
			.contains("Path=/; ", "HttpOnly", "SameSite=Lax")
			.doesNotContain("Domain");
		assertThat(String.valueOf(response.getHeader("Set-Cookie")).contains("Secure")).isEqualTo(secure);
	}

	@Test
	void areReadTwiceAtMostAndEachOnce() {
		MockHttpServletRequest request = request("/", false);
		request.setCookies(cookies("SESSION", "a", "a", "b", "c"));
		assertThat(this.cookies.readCookieValues(request)).containsExactly("a", "b");
	}

	@Test
	void areReadUnderTheNameOfTheConnection() {
		MockHttpServletRequest encrypted = request("/", true);
		encrypted.setCookies(cookies("SESSION", "a"));
		assertThat(this.cookies.readCookieValues(encrypted)).isEmpty();
		encrypted.setCookies(cookies("__Host-SESSION", "a"));
		assertThat(this.cookies.readCookieValues(encrypted)).containsExactly("a");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/livez", "/readyz" })
	void areNotReadForAProbe(String path) {
		MockHttpServletRequest request = request(path, false);
		request.setCookies(cookies("SESSION", "a"));
		assertThat(this.cookies.readCookieValues(request)).isEmpty();
	}

	static MockHttpServletRequest request(String path, boolean secure) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
		request.setSecure(secure);
		return request;
	}

	static Cookie[] cookies(String name, String... ids) {
		return Stream.of(ids).map((id) -> new Cookie(name, encoded(id))).toArray(Cookie[]::new);
	}

	private static String encoded(String id) {
		return Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8));
	}

}
