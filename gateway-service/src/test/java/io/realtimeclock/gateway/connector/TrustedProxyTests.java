package io.realtimeclock.gateway.connector;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.OtherGateway;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which headers are trusted, and from which sender. The page's cookies tell whether a
 * request counts as encrypted, the list of sockets tells the client's address.
 */
@ExtendWith(OutputCaptureExtension.class)
class TrustedProxyTests extends RunningGateway {

	private static final String LOGIN = "Authorization: " + Http.basic("demo");

	@SuppressWarnings("NullAway.Init")
	private static OtherGateway proxied;

	@BeforeAll
	static void startBehindAProxy() {
		proxied = OtherGateway.start("gateway.replica=proxied", "gateway.max-connections-per-user=1000",
				"gateway.max-connections=100", "gateway.handshake-burst=100",
				"gateway.trusted-proxies=127.0.0.0/8,10.0.0.0/8");
	}

	@AfterAll
	static void stop() {
		proxied.close();
	}

	@Test
	void noSenderIsTrustedByDefault() {
		assertThat(cookies(port(), "X-Forwarded-Proto", "https")).noneMatch((cookie) -> cookie.contains("Secure"));
	}

	@Test
	void aSenderThatIsNotATrustedProxyIsNotTrusted() {
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=elsewhere",
				"gateway.trusted-proxies=192.0.2.0/24,2001:db8::/32")) {
			assertThat(cookies(gateway.port(), "X-Forwarded-Proto", "https"))
				.noneMatch((cookie) -> cookie.contains("Secure"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "https", "HTTPS", "wss", "WSS", "https, http", "wss,http" })
	void aTrustedProxyTellsThatARequestWasEncrypted(String scheme) {
		assertThat(cookies(proxied.port(), "X-Forwarded-Proto", scheme)).isNotEmpty()
			.allMatch((cookie) -> cookie.contains("Secure"));
		assertThat(handshake("X-Forwarded-Proto: " + scheme, "Origin: https://clock.example.org"))
			.startsWith("HTTP/1.1 101 ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http", "ws", "", "gopher", ",", "ht tp" })
	void anyOtherSchemeIsThatOfTheConnection(String scheme) {
		assertThat(cookies(proxied.port(), "X-Forwarded-Proto", scheme))
			.noneMatch((cookie) -> cookie.contains("Secure"));
		assertThat(handshake("X-Forwarded-Proto: " + scheme, "Origin: http://clock.example.org"))
			.startsWith("HTTP/1.1 101 ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "198.51.100.7 | 198.51.100.7", "198.51.100.7:4711 | 198.51.100.7",
			"198.51.100.9, 198.51.100.7 | 198.51.100.7", "198.51.100.9, 198.51.100.7, 10.1.2.3 | 198.51.100.7",
			"10.1.2.3 | 10.1.2.3", "2001:db8::7 | [2001:db8:0:0:0:0:0:7]", "[2001:db8::7] | [2001:db8:0:0:0:0:0:7]",
			"[2001:db8::7]:4711 | [2001:db8:0:0:0:0:0:7]", "fe80::7%eth9 | [fe80:0:0:0:0:0:0:7]",
			"::ffff:198.51.100.7 | 198.51.100.7", "unix: | unknown", "unknown | unknown", "_hidden | unknown",
			"'' | unknown", "198.51.100.9, | unknown", "198.51.100.9, unix: | unknown", "clock.example.org | unknown",
			"1.2.3.4.5 | unknown", "198.51.100.7:99999 | 198.51.100.7", "a:b:c | unknown" })
	void theClientIsTheLastAddressThatIsNoProxy(String header, String address) {
		try (WebSocketClient client = WebSocketClient.shakeHands(proxied.port(), LOGIN, "X-Forwarded-For: " + header)) {
			assertThat(client.answer()).startsWith("HTTP/1.1 101 ");
			assertThat(addresses()).contains(address);
		}
	}

	@Test
	void addressesInSeveralHeadersAreOneList() {
		try (WebSocketClient client = WebSocketClient.shakeHands(proxied.port(), LOGIN, "X-Forwarded-For: 198.51.100.9",
				"X-Forwarded-For: 198.51.100.8")) {
			assertThat(client.answer()).startsWith("HTTP/1.1 101 ");
			assertThat(addresses()).contains("198.51.100.8");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Forwarded: for=198.51.100.66;host=evil.example.org;proto=https", "Forwarded: for=\"",
			"X-Forwarded-Server: evil.example.org", "X-Proxied-Https: on", "X-Proxied-Https: perhaps",
			"Proxy-Ssl-Id: 1", "Proxy-auth-cert: 1", "X-Forwarded-Ssl: on", "Front-End-Https: on",
			"X-Real-IP: 198.51.100.66" })
	void headersThatAProxyDoesNotSetAreNotTrusted(String header) {
		String name = header.substring(0, header.indexOf(':'));
		assertThat(cookies(proxied.port(), name, header.substring(name.length() + 1).strip())).isNotEmpty()
			.noneMatch((cookie) -> cookie.contains("Secure"));
		assertThat(handshake(header, "Origin: https://evil.example.org")).startsWith("HTTP/1.1 403 ");
		try (WebSocketClient client = WebSocketClient.shakeHands(proxied.port(), LOGIN, "X-Forwarded-For: 198.51.100.5",
				header)) {
			assertThat(client.answer()).startsWith("HTTP/1.1 101 ");
			assertThat(addresses()).contains("198.51.100.5").doesNotContain("198.51.100.66");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "X-Forwarded-Host: wall.example.org | http://wall.example.org",
			"X-Forwarded-Host: wall.example.org:8443 | http://wall.example.org:8443",
			"X-Forwarded-Host: wall.example.org, inner | http://wall.example.org",
			"X-Forwarded-Host: [2001:db8::7]:81 | http://[2001:db8::7]:81",
			"X-Forwarded-Port: 8443 | http://clock.example.org:8443", "X-Forwarded-Host: | http://clock.example.org",
			"X-Forwarded-Host: a b | http://clock.example.org", "X-Forwarded-Host: [::1 | http://clock.example.org",
			"X-Forwarded-Host: wall.example.org:99999 | http://clock.example.org",
			"X-Forwarded-Port: | http://clock.example.org", "X-Forwarded-Port: 0 | http://clock.example.org",
			"X-Forwarded-Port: 99999 | http://clock.example.org", "X-Forwarded-Port: -1 | http://clock.example.org",
			"X-Forwarded-Port: x | http://clock.example.org" })
	void aTrustedProxyNamesHostAndPortIfTheyCanBeRead(String header, String origin) {
		assertThat(handshake(header, "Origin: " + origin)).startsWith("HTTP/1.1 101 ");
	}

	@Test
	void theLogTellsInWhatARefusedOriginDiffersFromTheForwardedOne(CapturedOutput log) {
		assertThat(handshake("X-Forwarded-Proto: https", "X-Forwarded-Port: 80", "Origin: https://clock.example.org"))
			.startsWith("HTTP/1.1 403 ");
		assertThat(log).contains("https://clock.example.org").containsPattern("port 80[^\n]* 443");
	}

	@Test
	void connectionsOfATrustedProxyHaveNoLimitOfTheirOwn() throws Exception {
		List<IdleSocket> idle = new ArrayList<>();
		for (int i = 0; i < 90; i++) {
			idle.add(IdleSocket.open(proxied.port(), "127.0.0.1"));
		}
		assertThat(idle).noneMatch(IdleSocket::isClosed);
		for (IdleSocket socket : idle) {
			socket.close();
		}
	}

	private static String handshake(String... headers) {
		String[] all = Stream.concat(Stream.of(LOGIN), Stream.of(headers)).toArray(String[]::new);
		try (WebSocketClient client = WebSocketClient.shakeHands(proxied.port(), all)) {
			return client.answer();
		}
	}

	private static List<String> addresses() {
		String sockets = Http.get(proxied.managementPort(), "/actuator/sockets").body();
		return Stream.of(sockets.split("\"address\":\"", -1))
			.skip(1)
			.map((rest) -> rest.substring(0, rest.indexOf('"')))
			.toList();
	}

	private static List<String> cookies(int port, String name, String value) {
		HttpResponse<String> page = Http.get(port, "/login", name, value);
		assertThat(page.statusCode()).isEqualTo(200);
		return page.headers().allValues("Set-Cookie");
	}

}
