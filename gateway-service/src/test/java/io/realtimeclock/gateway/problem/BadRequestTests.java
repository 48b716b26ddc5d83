package io.realtimeclock.gateway.problem;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class BadRequestTests extends RunningGateway {

	private static final String LOGIN = "Authorization: " + Http.basic("demo") + "\r\n";

	@ParameterizedTest
	@CsvSource({ "GET, /unknown, 404", "GET, /api/unknown, 404", "GET, /time/unknown, 404", "GET, /login/unknown, 404",
			"GET, /assets/unknown.js, 404", "GET, /assets/, 404", "GET, /actuator, 404", "GET, /actuator/health, 404",
			"GET, /actuator/prometheus, 404", "GET, /actuator/env, 404", "PUT, /, 405", "FOO, /, 405",
			"DELETE, /api/initial_state, 405", "POST, /api/initial_state, 405", "PUT, /login, 405",
			"FOO, /api/initial_state, 405", "GET, /error, 404", "TRACE, /, 405" })
	void answersAnUnknownPathOrMethod(String method, String path, int status) throws Exception {
		assertProblem(method + " " + path + " HTTP/1.1\r\n" + LOGIN, status, "");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/unknown", "/actuator", "/actuator/health", "/api/unknown" })
	void answersAnUnknownPathWithoutALoginToo(String path) throws Exception {
		assertProblem("GET " + path + " HTTP/1.1\r\n", 404, "");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/%", "/%zz", "/%00", "/a|b", "/a\"b", "/{x}", "/a\\b", "/a^b", "/;x", "/..", "/../etc",
			"/%2e%2e/", "//", "/a//b", "/%2F", "/<script>", "/\u00e9", "/%ff", "/?a=%zz", "/login?error=%zz", "*",
			"http://[::1/", "/a b" })
	void answersAnyPathWithAStatusOfTheClients(String path) throws Exception {
		try (WebSocketClient client = request("GET " + path + " HTTP/1.1\r\n", "")) {
			String status = client.answer().substring(9, 12);
			assertThat(status).as(client.answer()).matches("[234]\\d\\d");
			assertNothingIsGivenAway(client.answer() + client.body());
		}
	}

	@Test
	void refusesHeadersThatAreTooLarge() throws Exception {
		assertProblem("GET / HTTP/1.1\r\nX-Large: " + "x".repeat(20_000) + "\r\n", 431, "");
	}

	@Test
	void refusesABodyThatIsTooLarge() throws Exception {
		assertProblem("POST /login HTTP/1.1\r\nContent-Length: 1000000\r\n", 413, "a=b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/9.9\r\n", "nonsense\r\n", "GET / HTTP/1.1\r\nContent-Length: x\r\n",
			"GET / HTTP/1.1\r\n no name\r\n" })
	void refusesInvalidRequests(String request) throws Exception {
		try (WebSocketClient client = request(request, "")) {
			assertThat(client.answer()).matches("(?s)HTTP/1.1 (400|505) .*");
			assertNothingIsGivenAway(client.answer() + client.body());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "User-Agent: iPhone X\u00ca\u0080", "X-Name: M\u00fcller", "X-Name: \u00c2\u0085",
			"Referer: http://localhost/\u00ff", "Accept-Language: \u00ca\u0080", "Cookie: theme=\u00ca\u0080",
			"X-Forwarded-User: \u00ca\u0080", "Origin: http://localhost" })
	void ignoresTheContentOfUnusedHeaders(String header) throws Exception {
		for (String path : new String[] { "/", "/api/initial_state", "/login" }) {
			try (WebSocketClient client = request("GET " + path + " HTTP/1.1\r\n" + LOGIN + header + "\r\n", "")) {
				// There may be no tick yet
				assertThat(client.answer()).as(path).matches("(?s)HTTP/1.1 (200|503) .*");
			}
		}
		try (WebSocketClient client = WebSocketClient.shakeHands(port(), "Authorization: " + Http.basic("demo"),
				header.replace("localhost", "clock.example.org"))) {
			assertThat(client.answer()).startsWith("HTTP/1.1 101 ");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded; charset=nope",
			"application/x-www-form-urlencoded; charset=a b", "application/x-www-form-urlencoded; charset=UTF-7", "*/*",
			"text/*", "multipart/form-data; boundary=a; charset=nope" })
	void refusesAContentTypeThatCannotBeRead(String type) throws Exception {
		for (String request : new String[] { "POST /login", "GET /livez", "GET /readyz", "GET /unknown" }) {
			assertProblem(request + " HTTP/1.1\r\nContent-Length: 3\r\nContent-Type: " + type + "\r\n", 415, "a=b");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage", ",,,", "text/html,,*/*", "*/*;q=abc", "a/b;q=2",
			"application/json;charset=nope",
			"a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,"
					+ "a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b,a/b" })
	void takesAnAcceptThatCannotBeReadForNone(String accept, CapturedOutput output) throws Exception {
		String headers = " HTTP/1.1\r\n" + LOGIN + "Accept: " + accept + "\r\n";
		for (String path : new String[] { "/", "/login", "/livez", "/readyz", "/api/initial_state" }) {
			try (WebSocketClient client = request("GET " + path + headers, "")) {
				assertThat(client.answer()).as(path).matches("(?s)HTTP/1.1 (200|503) .*");
			}
		}
		assertProblem("GET /error" + headers, 404, "");
		assertProblem("PUT /login" + headers, 405, "");
		assertThat(output).doesNotContain("invalid Accept header").doesNotContain("\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://exa mple", "://", "http://[::1", "http://localhost:99999", "\u00ca\u0080" })
	void answersAnOriginThatCannotBeReadWithAStatusOfTheClients(String origin) throws Exception {
		for (String path : new String[] { "/login", "/api/initial_state", "/assets/clock-client.js" }) {
			String header = "Origin: " + origin + "\r\n";
			try (WebSocketClient client = request("GET " + path + " HTTP/1.1\r\n" + LOGIN + header, "")) {
				assertThat(client.answer()).as(path).matches("(?s)HTTP/1.1 (200|403|503) .*");
			}
		}
	}

	private void assertProblem(String request, int status, String body) throws Exception {
		try (WebSocketClient client = request(request, body)) {
			assertThat(client.answer()).startsWith("HTTP/1.1 " + status)
				.containsIgnoringCase("\r\nContent-Type: application/problem+json");
			String document = client.body();
			assertThat(document).contains("\"status\":" + status).contains("\"title\":");
			assertNothingIsGivenAway(client.answer() + document);
		}
	}

	private WebSocketClient request(String request, String body) {
		return WebSocketClient.request(port(), request + "Host: localhost\r\nConnection: close\r\n\r\n" + body);
	}

	private static void assertNothingIsGivenAway(String answer) {
		assertThat(answer).doesNotContainIgnoringCase("jetty")
			.doesNotContainIgnoringCase("exception")
			.doesNotContain("\tat ", "springframework", "\r\nServer:", "\"trace\"");
	}

}
