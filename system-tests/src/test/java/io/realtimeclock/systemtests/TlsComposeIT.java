package io.realtimeclock.systemtests;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import io.realtimeclock.testsupport.Certificate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The profile {@code tls} of {@code docker-compose.yml}, with newer tools than
 * {@link ComposeIT}.
 */
@Tag("long")
@Tag("alone")
@Requires({ Part.DOCKER, Part.COMPOSE_2 })
class TlsComposeIT {

	@Test
	void threeGatewaysServeTheClockByTls(@TempDir Path folder) throws Exception {
		Certificate certificate = Certificate.make(folder, "tls");
		// The proxy runs as another user
		Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
		try (Compose compose = Compose.upByTls(certificate)) {
			assertThat(compose.containers("gateway")).hasSize(3);
			HttpClient client = HttpClient.newBuilder().sslContext(certificate.trust()).build();
			URI page = URI.create("https://localhost:" + compose.tlsPort() + "/login");
			HttpResponse<String> answer = client.send(HttpRequest.newBuilder(page).build(),
					HttpResponse.BodyHandlers.ofString());
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
			URI socket = URI.create("wss://localhost:" + compose.tlsPort() + "/time/tic/");
			await("ticks").atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
				try (RecordingClient ticks = RecordingClient.connect(socket,
						client.newWebSocketBuilder().header("Authorization", RecordingClient.login()))) {
					ticks.awaitLive(4, Duration.ofSeconds(10));
				}
			});
		}
	}

}
