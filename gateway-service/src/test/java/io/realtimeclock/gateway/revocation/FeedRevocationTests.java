package io.realtimeclock.gateway.revocation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

import io.realtimeclock.gateway.FeedGateway;
import io.realtimeclock.gateway.FeedTopicSource;
import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.WebSocketClient;
import io.realtimeclock.testsupport.RawSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The sockets of a feed end with the login and with the right to the feed, on every
 * replica.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class FeedRevocationTests {

	private static final Duration SOON = Duration.ofSeconds(2);

	private final FeedTopicSource topic = FeedTopicSource.create(1);

	@TempDir
	private static Path folder;

	private FeedGateway here;

	private FeedGateway there;

	@BeforeAll
	void start() throws IOException {
		write("trader", "trader");
		this.here = start("here");
		this.there = start("there");
	}

	@AfterAll
	void stop() {
		this.there.close();
		this.here.close();
	}

	private FeedGateway start(String replica) {
		return FeedGateway.start(this.topic, "gateway.replica=" + this.topic.name() + replica,
				"gateway.user-file=" + folder.resolve("users"), "authority=ROLE_TRADER");
	}

	@Test
	void aUserWhoLosesARoleInTheFileLosesTheSocketsOfAllReplicasWithinTwoSeconds() throws IOException {
		Http mary = loggedIn("mary");
		Http john = loggedIn("john");
		try (WebSocketClient hers = this.here.connectWith(mary);
				WebSocketClient hersThere = this.there.connectWith(mary);
				WebSocketClient herProgram = this.there.connectAs("", "mary");
				WebSocketClient his = this.here.connectWith(john);
				WebSocketClient hisThere = this.there.connectWith(john)) {
			write("eu", "trader,eu");
			long changed = System.nanoTime();
			assertEnds(hers, changed);
			assertEnds(hersThere, changed);
			assertEnds(herProgram, changed);
			try (WebSocketClient late = this.there.shakeHandsWith("", "Cookie: " + mary.cookie("SESSION"))) {
				assertThat(late.answer()).startsWith("HTTP/1.1 401 ");
			}
			assertNotAdmitted(this.here, changed);
			assertNotAdmitted(this.there, changed);
			assertServed(his, hisThere);
			assertThat(john.open("/feeds/prices/").statusCode()).isEqualTo(200);
		}
		finally {
			write("trader", "trader");
			await().until(() -> this.here.get("", "mary").statusCode() == 200
					&& this.there.get("", "mary").statusCode() == 200);
		}
	}

	@Test
	void aLogOutEndsTheSocketsOfItsSessionOnAllReplicasAndNoOthers() {
		Http left = loggedIn("mary");
		Http stays = loggedIn("mary");
		try (WebSocketClient one = this.here.connectWith(left);
				WebSocketClient other = this.there.connectWith(left);
				WebSocketClient neighbor = this.there.connectWith(stays);
				WebSocketClient program = this.here.connectUpToDateAs("mary")) {
			left.submit("/", "/logout", "x=");
			long begin = System.nanoTime();
			assertEnds(one, begin);
			assertEnds(other, begin);
			assertServed(neighbor, program);
		}
	}

	/** Those who have logged in stay so, and still receive changes. */
	private void assertServed(WebSocketClient... clients) {
		String value = Long.toString(System.nanoTime());
		this.topic.put("a", value);
		for (WebSocketClient client : clients) {
			assertThat(client.text()).startsWith("{\"key\":\"a\",\"value\":" + value + ",");
		}
	}

	private static void assertEnds(WebSocketClient client, long begin) {
		RawSocket.Frame last = client.frame(0x88);
		assertThat(last.status()).isEqualTo(1008);
		assertThat(last.text()).endsWith("session ended");
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
	}

	/** A replica that has not read the file yet admits the user for a moment. */
	private static void assertNotAdmitted(FeedGateway gateway, long changed) {
		for (boolean admitted = true; admitted;) {
			try (WebSocketClient client = gateway.shakeHands("", "mary")) {
				admitted = client.answer().startsWith("HTTP/1.1 101 ");
				if (admitted) {
					assertEnds(client, changed);
				}
				else {
					assertThat(client.answer()).startsWith("HTTP/1.1 403 ");
				}
			}
		}
	}

	private Http loggedIn(String user) {
		Http browser = new Http(this.here.port());
		browser.logIn(user, Http.PASSWORD);
		return browser;
	}

	private static void write(String rolesOfMary, String rolesOfJohn) throws IOException {
		Path next = Files.writeString(folder.resolve("next"), "mary:" + RunningGateway.HASH + ":" + rolesOfMary
				+ "\njohn:" + RunningGateway.HASH + ":" + rolesOfJohn + "\n");
		Files.move(next, folder.resolve("users"), StandardCopyOption.ATOMIC_MOVE);
	}

}
