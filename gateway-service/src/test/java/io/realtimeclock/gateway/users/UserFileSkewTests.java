package io.realtimeclock.gateway.users;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.OtherGateway;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A file of users that does not change on all gateways at the same time, as a mounted
 * secret.
 */
class UserFileSkewTests {

	private static final String OLD = "ann:{noop}old";

	private static final String NEW = "ann:{noop}" + Http.PASSWORD;

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Test
	void aLoginWithTheNewPasswordStaysWhenAnotherGatewayReadsTheFileLater() throws IOException {
		write("first", OLD);
		write("second", OLD);
		try (OtherGateway first = gateway("first"); OtherGateway second = gateway("second")) {
			write("first", NEW);
			await().until(() -> page(first, "Authorization", Http.basic("ann")) == 200);
			Http browser = new Http(first.port());
			browser.logIn("ann", Http.PASSWORD);
			String cookie = browser.cookie("SESSION");
			try (WebSocketClient person = WebSocketClient.connect(first.port(), browser);
					WebSocketClient program = WebSocketClient.shakeHands(first.port(),
							"Authorization: " + Http.basic("ann"))) {
				assertThat(program.answer()).startsWith("HTTP/1.1 101 ");
				assertThat(page(second, "Cookie", cookie)).as("it does not know the password").isEqualTo(302);
				write("second", NEW);
				await().until(() -> page(second, "Cookie", cookie) == 200);
				await().during(Duration.ofSeconds(2))
					.atMost(Duration.ofSeconds(5))
					.until(() -> first.gauge("gateway.connections") == 2);
				assertThat(person.text()).isNotEmpty();
				assertThat(browser.open("/").statusCode()).isEqualTo(200);
			}
		}
	}

	private static int page(OtherGateway gateway, String header, String value) {
		return Http.get(gateway.port(), "/", header, value).statusCode();
	}

	private OtherGateway gateway(String name) {
		return OtherGateway.start("gateway.replica=skew-" + name, "gateway.user-file=" + this.folder.resolve(name));
	}

	private void write(String name, String line) throws IOException {
		Path next = Files.writeString(this.folder.resolve("next"), line);
		Files.move(next, this.folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
	}

}
