package io.realtimeclock.gateway.users;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Users in a file that is read again when it changes.
 */
@DirtiesContext
@TestPropertySource(properties = "gateway.failed-logins=10000")
class UserFileTests extends RunningGateway {

	private static final Duration SOON = Duration.ofSeconds(5);

	// The same password, another salt
	private static final String OTHER_HASH = "{noop}" + Http.PASSWORD;

	// Takes a quarter of a second to check
	private static final String SLOW_HASH = "{bcrypt}" + new BCryptPasswordEncoder(12).encode(Http.PASSWORD);

	private static int tests;

	@SuppressWarnings("NullAway.Init")
	@TempDir
	private static Path folder;

	@DynamicPropertySource
	static void file(DynamicPropertyRegistry properties) {
		properties.add("gateway.user-file", () -> {
			write("ann:" + HASH);
			return file().toString();
		});
	}

	/**
	 * Begin with one user. A user of this test alone shows that the file was read: ann
	 * could log in with the file of the test before, too.
	 */
	@BeforeEach
	void beginWithOneUser() {
		String marker = "test" + ++tests;
		write("# Users of the clock", "", "ann:" + HASH, marker + ":" + HASH);
		await().atMost(SOON).until(() -> answer(marker) == 200);
		assertThat(answer("ann")).isEqualTo(200);
		assertThat(answer("bob")).isEqualTo(401);
	}

	@Test
	void anAddedUserCanLogIn() {
		write("ann:" + HASH, "bob:" + HASH);
		await().atMost(SOON).until(() -> answer("bob") == 200);
	}

	@Test
	void aRemovedUserLosesSessionsAndSocketsWithinTwoSeconds() {
		Http browser = new Http(port());
		browser.logIn("ann", Http.PASSWORD);
		try (WebSocketClient socket = WebSocketClient.shakeHands(port(), "Cookie: " + browser.cookie("SESSION"));
				WebSocketClient program = WebSocketClient.shakeHands(port(), "Authorization: " + Http.basic("ann"));
				WebSocketClient neighbour = connect()) {
			write("# nobody");
			long begin = System.nanoTime();
			assertThat(socket.frame(0x88).status()).isEqualTo(1008);
			assertThat(program.frame(0x88).status()).as("without a session").isEqualTo(1008);
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
			assertThat(browser.open("/").statusCode()).as("the page leads to the login").isEqualTo(302);
			tick(neighbour);
		}
	}

	@Test
	void noSocketStaysIfItsUserIsTakenOutWhileItsPasswordIsChecked() throws Exception {
		write("ann:" + HASH, "slow:" + SLOW_HASH);
		await().atMost(SOON).until(() -> answer("slow") == 200);
		ExecutorService clients = Executors.newFixedThreadPool(8);
		try {
			List<Future<WebSocketClient>> handshakes = new ArrayList<>();
			for (int i = 0; i < 40; i++) {
				handshakes.add(clients
					.submit(() -> WebSocketClient.shakeHands(port(), "Authorization: " + Http.basic("slow"))));
				if (i == 8) {
					write("ann:" + HASH);
				}
			}
			List<WebSocketClient> open = new ArrayList<>();
			for (Future<WebSocketClient> handshake : handshakes) {
				open.add(handshake.get());
			}
			await().atMost(SOON)
				.until(() -> Http.get(managementPort(), "/actuator/sockets?user=slow").body().equals("[]"));
			open.forEach(WebSocketClient::close);
			assertThat(open).anyMatch((client) -> client.answer().startsWith("HTTP/1.1 101 "));
		}
		finally {
			clients.shutdownNow();
		}
	}

	@Test
	void anotherPasswordEndsTheLoginsOfTheOldOne() {
		try (WebSocketClient socket = WebSocketClient.shakeHands(port(), "Authorization: " + Http.basic("ann"))) {
			write("ann:" + OTHER_HASH);
			assertThat(socket.frame(0x88).status()).isEqualTo(1008);
			assertThat(answer("ann")).isEqualTo(200);
		}
	}

	@Test
	void aFileThatIsWrongChangesNothing() {
		write("ann without a colon", "bob:" + HASH);
		assertStays("ann", "bob");
	}

	@Test
	void aFileThatIsEmptyForAMomentEndsNoLogin() {
		try (WebSocketClient socket = WebSocketClient.shakeHands(port(), "Authorization: " + Http.basic("ann"))) {
			for (int i = 0; i < 3; i++) {
				write();
				write("ann:" + HASH);
			}
			assertStays("ann", "bob");
			write();
			assertStays("ann", "bob");
			assertThat(socket.answer()).startsWith("HTTP/1.1 101 ");
			tick(socket);
		}
	}

	@Test
	void aFileIsTakenOnceItIsTheSameTwiceInARow() throws IOException {
		Path file = Files.writeString(folder.resolve("growing"), "ann:" + HASH);
		UserFile users = new UserFile(file);
		Map<String, Credential> before = users.read();
		assertThat(users.readChange(before)).isNull();
		Files.writeString(file, "bob:" + HASH);
		assertThat(users.readChange(before)).as("it may be half written").isNull();
		Files.writeString(file, "bob:" + HASH + "\ncarol:" + HASH);
		assertThat(users.readChange(before)).isNull();
		assertThat(users.readChange(before)).containsOnlyKeys("bob", "carol");
		assertThat(users.readChange(before)).as("nothing new").isNull();
	}

	@Test
	void aByteOrderMarkBelongsToNoName() {
		write("\uFEFFbob:" + HASH, "ann:" + HASH);
		await().atMost(SOON).until(() -> answer("bob") == 200);
	}

	@Test
	void aHashThatWasCutShortChangesNothing() {
		write("ann:" + HASH, "bob:" + HASH.substring(0, HASH.length() - 1));
		assertStays("ann", "bob");
	}

	/**
	 * Assert that for longer than the file takes to be read twice one user is let in and
	 * another one is not.
	 */
	private void assertStays(String user, String stranger) {
		await().during(Duration.ofMillis(1500)).atMost(SOON).untilAsserted(() -> {
			assertThat(answer(user)).isEqualTo(200);
			assertThat(answer(stranger)).isEqualTo(401);
		});
	}

	private int answer(String user) {
		return Http.get(port(), "/", "Authorization", Http.basic(user)).statusCode();
	}

	private static Path file() {
		return folder.resolve("users");
	}

	/**
	 * Replace the file at once, as the mounted volume of a secret is.
	 */
	private static void write(String... lines) {
		try {
			Path next = Files.writeString(folder.resolve("next"), String.join("\n", lines));
			Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
