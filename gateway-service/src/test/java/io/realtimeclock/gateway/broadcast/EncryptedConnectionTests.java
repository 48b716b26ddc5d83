package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.gateway.WebSocketClient;
import io.realtimeclock.testsupport.Certificate;
import io.realtimeclock.testsupport.RawSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * TLS on the gateway's own port, with a certificate that is replaced.
 */
@DirtiesContext
@TestPropertySource(properties = { "server.ssl.bundle=gateway", "spring.ssl.bundle.pem.gateway.reload-on-update=true",
		"spring.ssl.bundle.watch.file.quiet-period=100ms", "management.server.ssl.enabled=false",
		"gateway.ping-interval=200ms", "gateway.pong-timeout=2s", "gateway.stall-timeout=2s" })
class EncryptedConnectionTests extends RunningGateway {

	private static final int TEXT = 0x81;

	private static final int CLOSE = 0x88;

	private static final int PING = 0x89;

	private static final int PONG = 0x8A;

	@SuppressWarnings("NullAway.Init")
	@TempDir
	private static Path folder;

	@SuppressWarnings("NullAway.Init")
	private static Certificate certificate;

	@Autowired
	private MeterRegistry meters;

	@DynamicPropertySource
	static void bundle(DynamicPropertyRegistry properties) {
		properties.add("spring.ssl.bundle.pem.gateway.keystore.certificate", () -> {
			// The property is read more than once
			if (!Files.exists(folder.resolve("tls.crt"))) {
				show(Certificate.make(folder, "first"));
			}
			return "file:" + folder.resolve("tls.crt");
		});
		properties.add("spring.ssl.bundle.pem.gateway.keystore.private-key", () -> "file:" + folder.resolve("tls.key"));
	}

	@Override
	@BeforeEach
	protected void becomeReady() {
		await().atMost(Duration.ofSeconds(20)).until(() -> {
			Source.tick();
			return Http.get(managementPort(), "/actuator/health/readiness").statusCode() == 200;
		});
	}

	@Test
	void carriesEveryTickInOrder() {
		try (WebSocketClient client = connectSecurely()) {
			client.awaitTick(Source.tick());
			assertCarriesEveryTick(client);
			assertThat(this.meters.find("gateway.handshakes.upgraded").counters()).singleElement()
				.satisfies((counter) -> assertThat(counter.getId().getTag("transport")).isEqualTo("tls"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "0x81, 5, 1002", "0x82, 5, 1002", "0x81, 1025, 1009", "0x82, 60000, 1009" })
	void closesTheConnectionOfAClientThatSendsMessages(String head, int length, int status) {
		try (WebSocketClient client = connectSecurely()) {
			client.send(Integer.decode(head), new byte[length]);
			assertThat(client.frame(CLOSE).status()).isEqualTo(status);
			client.endOutput();
			assertThat(client.read()).isNull();
		}
	}

	@Test
	void answersAPingAndACloseFrame() {
		try (WebSocketClient client = connectSecurely()) {
			client.send(PING, "are you there?".getBytes(StandardCharsets.UTF_8));
			assertThat(client.frame(PONG).text()).isEqualTo("are you there?");
			client.send(CLOSE, new byte[] { 3, (byte) 0xE8 });
			assertThat(client.frame(CLOSE).status()).isEqualTo(1000);
			assertThat(client.read()).isNull();
		}
	}

	@Test
	void closesTheConnectionOfAClientThatDoesNotAnswerPings() {
		try (WebSocketClient client = connectSecurely()) {
			RawSocket.Frame frame = client.read();
			while (frame != null && frame.head() != CLOSE) {
				frame = client.read();
			}
			assertThat(frame).isNotNull().satisfies((close) -> assertThat(close.status()).isEqualTo(1013));
		}
	}

	@Test
	void aStalledClientReceivesEachTickOnceInOrderAndThenTheReasonOfItsEnd() throws IOException {
		await().atMost(Duration.ofSeconds(10)).until(() -> connections() == 0);
		Socket socket = certificate.trust().getSocketFactory().createSocket();
		socket.setReceiveBufferSize(4096);
		try (WebSocketClient stalled = WebSocketClient.connect(port(), socket)) {
			Source.tickUntil(() -> this.meters.get("gateway.connections.stalled").gauge().value() == 1);
			Source.tickUntil(() -> connections() == 0);
			List<Long> received = new ArrayList<>();
			RawSocket.Frame frame = stalled.read();
			while (frame != null && frame.head() != CLOSE) {
				if (frame.head() == TEXT) {
					received.add(WebSocketClient.sequence(frame.text()));
				}
				frame = stalled.read();
			}
			assertThat(received).hasSizeGreaterThan(2).doesNotHaveDuplicates().isSorted();
			assertThat(frame).isNotNull().satisfies((close) -> assertThat(close.status()).isEqualTo(1013));
		}
	}

	@Test
	void forgetsAClientThatDisconnects() {
		await().atMost(Duration.ofSeconds(10)).until(() -> connections() == 0);
		WebSocketClient client = connectSecurely();
		await().atMost(Duration.ofSeconds(10)).until(() -> connections() == 1);
		client.close();
		await().atMost(Duration.ofSeconds(10)).until(() -> connections() == 0);
	}

	@Test
	void aNewCertificateIsShownToNewConnectionsAndDisturbsNoOldOne() {
		Certificate old = certificate;
		try (WebSocketClient client = connectSecurely()) {
			client.awaitTick(Source.tick());
			show(Certificate.make(folder, "second"));
			await().atMost(Duration.ofSeconds(20)).ignoreException(UncheckedIOException.class).untilAsserted(() -> {
				// Answers the pings
				client.awaitTick(Source.tick());
				connectSecurely().close();
			});
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> connect(old));
			client.awaitTick(Source.tick());
			assertCarriesEveryTick(client);
		}
	}

	@Test
	void noPermitOfAHandshakeThatWasBrokenOffIsKept() throws IOException {
		for (int i = 0; i < 100; i++) {
			WebSocketClient.breakOff(port(), certificate.trust().getSocketFactory().createSocket(), i * 37 % 4000);
		}
		await().atMost(Duration.ofSeconds(10))
			.until(() -> Http.get(managementPort(), "/actuator/sockets").body().equals("[]"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "[::1]", "10.0.0.7:8443", "localhost", "gateway-0" })
	void answersAProbeWhateverNameOrAddressItUses(String host) throws IOException {
		try (WebSocketClient client = WebSocketClient.request(port(),
				certificate.trust().getSocketFactory().createSocket(),
				"GET /livez HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")) {
			assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
		}
	}

	@Test
	void cookiesAreForThisHostOnTlsAlone() throws IOException {
		try (WebSocketClient client = WebSocketClient.request(port(),
				certificate.trust().getSocketFactory().createSocket(),
				"GET /login HTTP/1.1\r\nHost: clock.example.org\r\nConnection: close\r\n\r\n")) {
			assertThat(client.answer()).containsPattern("(?i)\r\nSet-Cookie: __Host-XSRF-TOKEN=[^\r]*; Secure")
				.containsPattern("(?i)\r\nStrict-Transport-Security: max-age=\\d+");
		}
	}

	private double connections() {
		return this.meters.get("gateway.connections").gauge().value();
	}

	private static void assertCarriesEveryTick(WebSocketClient client) {
		List<Long> published = new ArrayList<>();
		List<Long> received = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			published.add(Source.tick().sequence());
			received.add(WebSocketClient.sequence(client.text()));
		}
		assertThat(received).isEqualTo(published);
	}

	private WebSocketClient connectSecurely() {
		return connect(certificate);
	}

	private WebSocketClient connect(Certificate trusted) {
		try {
			return WebSocketClient.connect(port(), trusted.trust().getSocketFactory().createSocket());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void show(Certificate next) {
		certificate = next;
		next.writePem(folder.resolve("tls.crt"), folder.resolve("tls.key"));
	}

}
