package io.realtimeclock.gateway.feed;

import java.time.Duration;
import java.util.Objects;

import io.realtimeclock.gateway.FeedGateway;
import io.realtimeclock.gateway.FeedTopicSource;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.WebSocketClient;
import io.realtimeclock.testsupport.RawSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The limits and the heartbeat of the clock's clients hold for those of a feed, whose
 * topic is silent here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedLimitTests {

	private final FeedTopicSource topic = FeedTopicSource.create(1);

	@SuppressWarnings("NullAway.Init")
	private FeedGateway gateway;

	@BeforeAll
	void start() {
		this.topic.put("a", "1");
		this.gateway = FeedGateway.start(this.topic, "gateway.max-connections=3", "gateway.max-connections-per-user=2",
				"gateway.ping-interval=200ms", "gateway.pong-timeout=2s", "gateway.users.ann=" + RunningGateway.HASH);
	}

	@AfterAll
	void stop() {
		this.gateway.close();
	}

	@BeforeEach
	void awaitNoClients() {
		await().until(() -> this.gateway.gauge("gateway.connections") == 0);
	}

	@Test
	void refusesClientsBeyondTheLimitsOfTheUserAndOfTheReplica() {
		WebSocketClient one = this.gateway.connect("?key=a");
		try (WebSocketClient two = this.gateway.connect("")) {
			assertRefused("demo", 429);
			try (WebSocketClient three = this.gateway.connectAs("", "ann")) {
				assertRefused("ann", 503);
				FeedGateway.awaitComplete(three);
			}
			await().until(() -> this.gateway.gauge("gateway.connections") == 2);
			this.gateway.connectAs("", "ann").close();
			one.close();
			await().until(() -> this.gateway.gauge("gateway.connections") == 1);
			this.gateway.connect("").close();
			FeedGateway.awaitComplete(two);
		}
	}

	private void assertRefused(String user, int status) {
		try (WebSocketClient client = this.gateway.shakeHands("?key=a", user)) {
			assertThat(client.answer()).startsWith("HTTP/1.1 " + status + " ")
				.containsPattern("(?i)\r\nRetry-After: \\d+\r\n");
		}
	}

	@Test
	void evictsAClientThatAnswersNoPing() {
		try (WebSocketClient silent = this.gateway.connectUpToDate("?key=a")) {
			RawSocket.Frame frame = Objects.requireNonNull(silent.read());
			assertThat(frame.head()).isEqualTo(0x89);
			while (frame.head() == 0x89 || frame.text().startsWith("{\"snapshot\"")) {
				frame = Objects.requireNonNull(silent.read());
			}
			assertThat(frame.head()).isEqualTo(0x88);
			assertThat(frame.status()).isEqualTo(1013);
			assertThat(frame.text()).endsWith("no pong");
		}
	}

	@Test
	void sendsAClientASignOfLifeThatAScriptSees() {
		try (WebSocketClient client = this.gateway.connectUpToDate("?key=a")) {
			for (int i = 0; i < 3; i++) {
				assertThat(client.text()).isEqualTo("{\"snapshot\":\"complete\",\"silence\":5400}");
			}
		}
	}

	@Test
	void keepsAClientThatAnswersPings() {
		try (WebSocketClient client = this.gateway.connectUpToDate("?key=a")) {
			long begin = System.nanoTime();
			while (System.nanoTime() - begin < Duration.ofSeconds(3).toNanos()) {
				RawSocket.Frame ping = client.frame(0x89);
				client.send(0x8A, ping.payload());
			}
			this.topic.put("a", "2");
			await().until(() -> client.text().startsWith("{\"key\":\"a\",\"value\":2,"));
		}
	}

}
