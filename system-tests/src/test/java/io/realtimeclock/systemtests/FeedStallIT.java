package io.realtimeclock.systemtests;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.realtimeclock.testsupport.RawSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A client that reads nothing for a minute, while each of its 1,000 keys changes five
 * times per second. A gateway that queued these changes would run out of memory.
 */
@Tag("long")
class FeedStallIT {

	private static final int KEYS = 1_000;

	private static final int ROUNDS_PER_SECOND = 5;

	private static final Duration STALL = Duration.ofSeconds(Integer.getInteger("feeds.stall", 60));

	/** More than what the kernel holds for a client that does not read. */
	private static final int ON_THE_WAY = 600;

	private static final Pattern VALUE = Pattern.compile("\\{\"key\":\"(\\w+)\",\"value\":\\{\"n\":(\\d+),.*");

	@Test
	void getsEachKeyOnceWithItsNewestValueWhenItWakes() throws Exception {
		try (OwnSystem system = new OwnSystem("feed-stall").withUser()
			.with(Map.of("GATEWAY_FEEDS_PRICES_TOPIC", "prices", "GATEWAY_STALL_TIMEOUT", "5m", "GATEWAY_PONG_TIMEOUT",
					"5m", "JDK_JAVA_OPTIONS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx80m -Xss256k"));
				FeedProducer producer = FeedProducer.create(system.addresses().kafka(), "prices")) {
			putAll(producer, 0);
			system.startTicker();
			system.startGateway();
			try (RawSocket stalled = connect(system.port()); FeedFollower other = FeedFollower.start(system.port())) {
				int newest = 0;
				long begin = System.nanoTime();
				while (System.nanoTime() - begin < STALL.toNanos()) {
					putAll(producer, ++newest);
					LockSupport.parkNanos(begin + newest * 1_000_000_000L / ROUNDS_PER_SECOND - System.nanoTime());
				}
				double conflated = system.gateway().metric("gateway.feed.conflated");
				Map<String, List<Integer>> received = read(stalled, newest);
				int sum = received.values().stream().mapToInt(List::size).sum();
				Console.print("%d changes, %.0f replaced, %d received".formatted(newest * KEYS, conflated, sum));
				assertThat(received.values())
					.allSatisfy((values) -> assertThat(values).isSorted().doesNotHaveDuplicates());
				assertThat(sum).isLessThan(KEYS + ON_THE_WAY);
				assertThat(conflated).isGreaterThan(newest * KEYS / 2.0);
				int last = newest;
				await("the other client's values").atMost(Duration.ofSeconds(10))
					.until(() -> other.values().values().stream().allMatch(Integer.toString(last)::equals));
				assertThat(other.connections()).isEqualTo(1);
				assertThat(other.unexpected()).isEmpty();
			}
		}
	}

	private static void putAll(FeedProducer producer, int round) {
		for (int key = 0; key < KEYS; key++) {
			producer.put("k" + key, "{\"n\":" + round + ",\"pad\":\"" + "x".repeat(90) + "\"}");
		}
		producer.flush();
	}

	private static RawSocket connect(int port) throws IOException {
		return new RawSocket(port, 4096).patience(Duration.ofSeconds(20))
			.send("GET /feeds/prices HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
					+ "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
					+ "Sec-WebSocket-Version: 13\r\nAuthorization: " + RecordingClient.login() + "\r\n\r\n");
	}

	/** Read the values of each key until all have the newest one. */
	private static Map<String, List<Integer>> read(RawSocket socket, int newest) throws IOException {
		assertThat(socket.status()).isEqualTo("101");
		Map<String, List<Integer>> received = new HashMap<>();
		int complete = 0;
		while (complete < KEYS) {
			Matcher value = VALUE.matcher(Objects.requireNonNull(socket.read()).text());
			if (value.matches()) {
				int round = Integer.parseInt(value.group(2));
				received.computeIfAbsent(value.group(1), (key) -> new ArrayList<>()).add(round);
				complete += (round == newest) ? 1 : 0;
			}
		}
		return received;
	}

}
