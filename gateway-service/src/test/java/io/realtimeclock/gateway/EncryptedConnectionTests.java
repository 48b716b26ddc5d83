package io.realtimeclock.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * TLS on the gateway's own port: there is no plain socket to be had.
 */
@TestPropertySource(properties = { "server.ssl.key-store-password=" + EncryptedConnectionTests.PASSWORD,
		"management.server.ssl.enabled=false" })
class EncryptedConnectionTests extends RunningGateway {

	static final String PASSWORD = "tick-tock";

	@SuppressWarnings("NullAway.Init")
	@TempDir
	private static Path folder;

	@Autowired
	private MeterRegistry meters;

	@DynamicPropertySource
	static void keyStore(DynamicPropertyRegistry properties) {
		properties.add("server.ssl.key-store", () -> "file:" + makeKeyStore());
	}

	@Override
	@BeforeEach
	void becomeReady() {
		await().atMost(Duration.ofSeconds(20)).until(() -> {
			Source.tick();
			return Http.get(managementPort(), "/actuator/health/readiness").statusCode() == 200;
		});
	}

	@Test
	void carriesEveryTickInOrderByTheServersOwnSession() throws Exception {
		try (WebSocketClient client = WebSocketClient.connect(port(), tls().getSocketFactory().createSocket())) {
			client.awaitTick(Source.tick());
			List<Long> published = new ArrayList<>();
			List<Long> received = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				published.add(Source.tick().sequence());
				received.add(WebSocketClient.sequence(client.text()));
			}
			assertThat(received).isEqualTo(published);
			assertThat(this.meters.find("gateway.handshakes.upgraded").counters()).singleElement()
				.satisfies((counter) -> assertThat(counter.getId().getTag("path")).isEqualTo("session"));
		}
	}

	private static Path makeKeyStore() {
		Path file = folder.resolve("gateway.p12");
		if (!Files.exists(file)) {
			try {
				Process keytool = new ProcessBuilder(System.getProperty("java.home") + "/bin/keytool", "-genkeypair",
						"-alias", "gateway", "-keyalg", "EC", "-dname", "CN=clock.example.org", "-validity", "2",
						"-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD)
					.inheritIO()
					.start();
				assertThat(keytool.waitFor(20, TimeUnit.SECONDS)).isTrue();
			}
			catch (IOException | InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return file;
	}

	private static SSLContext tls() throws GeneralSecurityException, IOException {
		KeyStore own = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(makeKeyStore())) {
			own.load(in, PASSWORD.toCharArray());
		}
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		trusted.setCertificateEntry("gateway", own.getCertificate("gateway"));
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(trusted);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return context;
	}

}
