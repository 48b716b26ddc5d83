package io.realtimeclock.systemtests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.realtimeclock.testsupport.Signal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * clock-client.js subscribed to a feed, without a browser.
 */
@Tag("long")
@Requires(Part.NODE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedClientIT {

	private static final String MODULE = "../../../../../gateway-service/src/main/resources/assets/clock-client.js";

	private static final int MANY = 600;

	private static final Duration LIMIT = Duration.ofSeconds(30);

	/** With pings once per second. */
	private static final Duration SILENCE = Duration.ofSeconds(7);

	@SuppressWarnings("NullAway.Init")
	private OwnSystem system;

	@SuppressWarnings("NullAway.Init")
	private FeedProducer producer;

	@SuppressWarnings("NullAway.Init")
	private FeedProducer numbers;

	@BeforeAll
	void start() throws Exception {
		this.system = new OwnSystem("feed-client").withUser()
			.with(Map.of("GATEWAY_FEEDS_LETTERS_TOPIC", "letters", "GATEWAY_FEEDS_NUMBERS_TOPIC", "numbers",
					"GATEWAY_FEEDS_SECRET_AUTHORITY", "ROLE_ADMIN", "GATEWAY_PING_INTERVAL", "1s",
					"GATEWAY_PONG_TIMEOUT", "3s"));
		this.producer = FeedProducer.create(this.system.addresses().kafka(), "letters");
		List.of("a", "b", "c").forEach((key) -> this.producer.put(key, "1"));
		this.producer.flush();
		this.numbers = FeedProducer.create(this.system.addresses().kafka(), "numbers");
		IntStream.range(0, MANY).forEach((number) -> this.numbers.put(number(number), "1"));
		this.numbers.flush();
		this.system.startTicker();
		this.system.startGateway();
	}

	@AfterAll
	void stop() throws IOException {
		this.producer.close();
		this.numbers.close();
		this.system.close();
	}

	@Test
	void holdsTheNewestValueOfEachKeyAndRemovesDeletedOnes() throws Exception {
		try (Script client = subscribe("letters")) {
			awaitLine(client, "state live");
			assertThat(client.lines()).contains("change c 1 of 3");
			this.producer.put("d", "{\"n\":[1]}");
			awaitLine(client, "change d {\"n\":[1]} of 4");
			this.producer.put("d", null);
			awaitLine(client, "change d null of 3");
		}
	}

	@Test
	void saysOnceThatItIsLive() throws Exception {
		try (Script client = subscribe("letters", "b")) {
			awaitLine(client, "state live");
			this.producer.put("b", "2");
			awaitLine(client, "change b 2 of 1");
			this.producer.put("b", "1");
			awaitLine(client, "change b 1 of 1", 2);
			assertThat(client.lines()).containsOnlyOnce("state live");
		}
	}

	@Test
	void replacesItsKeys() throws Exception {
		try (Script client = subscribe("letters", "absent", "live", "b,c")) {
			awaitLine(client, "change b 1 of 1");
			awaitLine(client, "change c 1 of 2");
			assertThat(client.lines()).noneMatch((line) -> line.startsWith("change a "));
		}
	}

	@Test
	void replacesItsKeysBeforeItIsConnected() throws Exception {
		try (Script client = subscribe("letters", "a", "subscribed", "b")) {
			awaitLine(client, "change b 1 of 1");
			assertThat(client.lines()).noneMatch((line) -> line.startsWith("change a "));
		}
	}

	@Test
	void replacesItsKeysTwiceWithinARoundTrip() throws Exception {
		try (Script client = subscribe("letters", "a", "live", "b", "b,c")) {
			awaitLine(client, "change a null of 0");
			awaitLine(client, "change c 1 of 2");
			this.producer.put("b", "2");
			awaitLine(client, "change b 2 of 2");
			this.producer.put("b", "1");
			awaitLine(client, "change b 1 of 2");
		}
	}

	/**
	 * All three come at once, so that two are on their way when the first one is read.
	 */
	@Test
	void takesNoValueThatWasOnItsWayOfAKeyThatItHadRemoved() throws Exception {
		try (Script client = subscribe("letters", "", "change", "a")) {
			awaitLine(client, "change a 1 of 1");
			awaitLine(client, "state live");
			assertThat(client.lines()).noneMatch((line) -> line.endsWith(" of 2"));
		}
	}

	@Test
	void comesBackWithMoreKeysThanAUrlHasRoomFor() throws Exception {
		String keys = IntStream.range(0, MANY).mapToObj(FeedClientIT::number).collect(Collectors.joining(","));
		try (Script client = subscribe("numbers", keys)) {
			awaitLine(client, "change " + number(MANY - 1) + " 1 of " + MANY);
			awaitLine(client, "state live");
			this.system.gateway().killNow();
			awaitLine(client, "state lost");
			this.numbers.put(number(MANY - 1), null);
			this.numbers.flush();
			this.system.startGateway();
			awaitLine(client, "change " + number(MANY - 1) + " null of " + (MANY - 1));
		}
	}

	private static String number(int number) {
		return "number-with-a-long-name-" + number;
	}

	@Test
	void comesBackAfterAGatewayWasKilledAndRemovesWhatWasDeletedMeanwhile() throws Exception {
		this.producer.put("e", "1");
		this.producer.flush();
		try (Script client = subscribe("letters")) {
			awaitLine(client, "change e 1 of 4");
			awaitLine(client, "state live");
			this.system.gateway().killNow();
			awaitLine(client, "state lost");
			this.producer.put("e", null);
			this.producer.flush();
			this.system.startGateway();
			awaitLine(client, "change e null of 3");
		}
	}

	@Test
	void staysConnectedToAFeedThatIsSilent() throws Exception {
		try (Script client = subscribe("letters")) {
			awaitLine(client, "state live");
			await("longer than the gateway is ever silent").during(SILENCE.plusSeconds(2))
				.atMost(LIMIT)
				.until(() -> !client.lines().contains("state lost"));
		}
	}

	@Test
	void comesBackWhenItsConnectionIsDeadThoughNothingHasClosedIt() throws Exception {
		try (Script client = subscribe("letters")) {
			awaitLine(client, "state live");
			long frozen = this.system.gateway().pid();
			Signal.STOP.to(frozen);
			try {
				awaitLine(client, "state lost");
			}
			finally {
				Signal.CONT.to(frozen);
			}
			awaitLine(client, "state live", 2);
		}
	}

	@Test
	void comesBackAtOnceWhenItWakesUpAndReadsThatItWasEvicted() throws Exception {
		try (Script client = subscribe("letters")) {
			awaitLine(client, "state live");
			double before = evicted();
			Signal.STOP.to(client.pid());
			try {
				await("its eviction").atMost(LIMIT).until(() -> evicted() > before);
			}
			finally {
				Signal.CONT.to(client.pid());
			}
			awaitLine(client, "state lost");
			awaitLine(client, "state live", 2);
			assertThat(client.lines()).doesNotContain("state full");
		}
	}

	@Test
	void waitsLongerEachTimeItIsEvictedSoonAfterItConnected() throws Exception {
		try (Script client = Script.node("src/test/resources/clock-client/evicted.mjs", MODULE)) {
			awaitLine(client, "lost 4000");
			assertThat(client.lines()).startsWith("lost 500", "lost 1000", "lost 2000", "lost 4000");
		}
	}

	private double evicted() throws Exception {
		return this.system.gateway().metric("gateway.connections.closed?tag=code:1013");
	}

	@Test
	void endsWithoutARightToTheFeedAndWithoutAFeed() throws Exception {
		for (String feed : List.of("secret", "unknown")) {
			try (Script client = subscribe(feed)) {
				awaitLine(client, "state denied");
				assertThat(client.await(10)).as("nothing is left to be done").isZero();
			}
		}
	}

	/**
	 * Subscribe to keys, which are replaced at a moment.
	 * @param keys separated by commas, then the moment, then the keys from then on
	 */
	private Script subscribe(String feed, String... keys) throws IOException {
		String login = Base64.getEncoder()
			.encodeToString((ClockSystem.USER + ":" + ClockSystem.PASSWORD).getBytes(StandardCharsets.UTF_8));
		Stream<String> arguments = Stream.of(MODULE, "http://localhost:" + this.system.port(), "Basic " + login, feed);
		return Script.node("src/test/resources/clock-client/subscribe.mjs",
				Stream.concat(arguments, Stream.of(keys)).toArray(String[]::new));
	}

	private static void awaitLine(Script client, String line) {
		awaitLine(client, line, 1);
	}

	private static void awaitLine(Script client, String line, int times) {
		await(line).atMost(LIMIT).until(() -> client.lines().stream().filter(line::equals).count() >= times);
	}

}
