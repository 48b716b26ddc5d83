package io.realtimeclock.gateway.handshake;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.WebSocketClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

class HandshakeTests extends RunningGateway {

	private static final String LOGIN = "Authorization: " + Http.basic("demo");

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private StringRedisTemplate redis;

	@Test
	void answersAProgramThatLogsInWithHttpBasic() {
		try (WebSocketClient client = WebSocketClient.shakeHands(port(), LOGIN)) {
			assertThat(client.answer()).startsWith("HTTP/1.1 101 ")
				.containsIgnoringCase("\r\nUpgrade: websocket\r\n")
				.containsIgnoringCase("\r\nConnection: Upgrade\r\n")
				.contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
				.doesNotContain("SESSION");
		}
	}

	@Test
	void tellsThePageWhichReplicaServesIt() {
		try (WebSocketClient client = WebSocketClient.shakeHands(port(), LOGIN)) {
			assertThat(client.answer())
				.containsPattern("\r\nSet-Cookie: clock-replica=[0-9a-f-]{36}; Path=/; SameSite=Strict\r\n");
		}
	}

	@Test
	void letsABrowserInBySession() throws Exception {
		Http browser = new Http(port());
		browser.logIn("demo", Http.PASSWORD);
		CompletableFuture<String> text = new CompletableFuture<>();
		WebSocket socket = browser.client()
			.newWebSocketBuilder()
			.buildAsync(URI.create("ws://localhost:" + port() + "/time/tic/"), new WebSocket.Listener() {

				@Override
				public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
					text.complete(data.toString());
					return null;
				}

			})
			.get(10, TimeUnit.SECONDS);
		assertThat(text.get(10, TimeUnit.SECONDS)).startsWith("{\"message\":{\"time\":");
		socket.abort();
	}

	@Test
	void isNoUseOfTheSession() {
		Http browser = new Http(port());
		browser.logIn("demo", Http.PASSWORD);
		String cookie = browser.cookie("SESSION");
		byte[] lastAccess = lastAccess(cookie);
		try (WebSocketClient client = WebSocketClient.shakeHands(port(), "Cookie: " + cookie)) {
			assertThat(client.answer()).startsWith("HTTP/1.1 101 ");
			assertThat(client.read()).isNotNull();
		}
		assertThat(lastAccess(cookie)).isEqualTo(lastAccess);
		browser.open("/");
		assertThat(lastAccess(cookie)).isNotEqualTo(lastAccess);
	}

	/**
	 * As bytes, since those of a serialised number are no text: two times can look the
	 * same as text.
	 */
	private byte[] lastAccess(String cookie) {
		byte[] id = Base64.getDecoder().decode(cookie.substring(cookie.indexOf('=') + 1));
		String session = "spring:session:json:sessions:" + new String(id, StandardCharsets.US_ASCII);
		byte[] value = this.redis.execute((RedisConnection connection) -> connection.hashCommands()
			.hGet(session.getBytes(StandardCharsets.US_ASCII), "lastAccessedTime".getBytes(StandardCharsets.US_ASCII)));
		return Objects.requireNonNull(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-None: 1", "Authorization: Basic ZGVtbzpndWVzcw==", "Authorization: Basic ###",
			"Cookie: SESSION=bm9uZQ==" })
	void tellsAClientWithoutALoginPlainly(String header) throws Exception {
		try (WebSocketClient client = WebSocketClient.shakeHands(port(), header, "Connection: close")) {
			assertThat(client.answer()).startsWith("HTTP/1.1 401 ")
				.containsIgnoringCase("\r\nContent-Type: application/problem+json")
				.doesNotContainIgnoringCase("\r\nLocation:");
			assertThat(client.body()).contains("\"status\":401");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example.org", "null", "https://clock.example.org",
			"http://clock.example.org:81", "http://wall.example.org", "https://wall.example.org.evil.example.org",
			"http://exa mple", "://", "http://", "http://[::1", "http://[fe80::1%eth0]", "clock.example.org",
			"http://clock.example.org:99999", "http://clock.example.org:x", "\u00ca\u0080", "file://", "" })
	void refusesAForeignOrigin(String origin) {
		try (WebSocketClient client = WebSocketClient.shakeHands(port(), LOGIN, "Origin: " + origin)) {
			assertThat(client.answer()).startsWith("HTTP/1.1 403 ");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://clock.example.org", "https://wall.example.org" })
	void letsItsOwnPageAndAllowedOriginsIn(String origin) {
		try (WebSocketClient client = WebSocketClient.shakeHands(port(), LOGIN, "Origin: " + origin)) {
			assertThat(client.answer()).startsWith("HTTP/1.1 101 ");
		}
	}

	@Test
	void takesNoExtensionThatIsOffered() {
		try (WebSocketClient client = WebSocketClient.shakeHands(port(), LOGIN,
				"Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")) {
			assertThat(client.answer()).startsWith("HTTP/1.1 101 ")
				.doesNotContainIgnoringCase("Sec-WebSocket-Extensions");
			assertThat(client.read()).isNotNull().satisfies((frame) -> assertThat(frame.head()).isEqualTo(0x81));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { ";", " ; ; ", ";a", "a, ;b" })
	void refusesAnExtensionWithoutAName(String extensions) {
		try (WebSocketClient client = WebSocketClient.shakeHands(port(), LOGIN,
				"Sec-WebSocket-Extensions: " + extensions)) {
			assertThat(client.answer()).startsWith("HTTP/1.1 400 ");
		}
	}

}
