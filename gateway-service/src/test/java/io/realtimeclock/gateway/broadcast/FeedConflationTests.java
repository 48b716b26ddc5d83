package io.realtimeclock.gateway.broadcast;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.realtimeclock.gateway.FeedGateway;
import io.realtimeclock.gateway.FeedTopicSource;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class FeedConflationTests {

	private static final int KEYS = 1000;

	/** More than what the kernel holds for a client that does not read. */
	private static final int ON_THE_WAY = 600;

	private static final Pattern FRAME = Pattern.compile("\\{\"key\":\"(\\w+)\",\"value\":(?:\"x*(\\d+)\"|(null)),.*");

	private final FeedTopicSource topic = FeedTopicSource.create(3);

	@Test
	void aStalledClientGetsEachKeyOnceWithItsNewestValueWhenItWakes() {
		putAll(0);
		try (FeedGateway gateway = FeedGateway.start(this.topic, "gateway.stall-timeout=60s",
				"gateway.pong-timeout=60s", "gateway.ping-interval=60s");
				WebSocketClient client = gateway.connectSlowly("")) {
			FeedGateway.awaitComplete(client);
			int newest = 0;
			while (gateway.gauge("gateway.connections.stalled") < 1 || newest < 30) {
				putAll(++newest);
			}
			this.topic.put("k7", null);
			this.topic.put("k8", null);
			this.topic.put("k8", value(newest + 1));
			await().until(() -> gateway.get("?key=k7&key=k8", "demo").body().matches("\\[\\{[^{]*}]"));
			Map<String, List<Integer>> received = read(client, newest);
			assertThat(received.values()).allSatisfy((values) -> assertThat(values).isSorted().doesNotHaveDuplicates());
			assertThat(received.get("k7")).endsWith(Integer.MAX_VALUE);
			assertThat(received.get("k8")).endsWith(newest + 1).doesNotContain(Integer.MAX_VALUE);
			assertThat(received.values().stream().mapToInt(List::size).sum()).isLessThan(KEYS + ON_THE_WAY);
		}
	}

	@Test
	void aClientThatWasStalledWhileItsTopicWasCreatedAgainGetsNoOldValue() {
		putAll(0);
		try (FeedGateway gateway = FeedGateway.start(this.topic, "gateway.stall-timeout=60s",
				"gateway.pong-timeout=60s", "gateway.ping-interval=60s");
				WebSocketClient client = gateway.connectSlowly("")) {
			FeedGateway.awaitComplete(client);
			int old = 0;
			while (gateway.gauge("gateway.connections.stalled") < 1) {
				putAll(++old);
			}
			int last = old;
			await().until(() -> gateway.get("?key=k0", "demo").body().contains("x" + last + "\""));
			Source.broker().deleteTopic(this.topic.name());
			Source.broker().createTopic(this.topic.name(), 3);
			// Their offsets are lower, and 999 keys are not there
			this.topic.put("k7", value(1_000_001));
			this.topic.put("k7", value(1_000_002));
			await().atMost(Duration.ofSeconds(10))
				.until(() -> gateway.get("", "demo").body().matches("\\[\\{\"key\":\"k7\"[^{]*1000002\"[^{]*}]"));
			Map<String, List<Integer>> received = read(client, 1_000_002);
			assertThat(received.values()).allSatisfy((values) -> assertThat(values).isSorted().doesNotHaveDuplicates());
			assertThat(received.remove("k7")).endsWith(1_000_002);
			assertThat(received.values()).allSatisfy((values) -> assertThat(values).endsWith(Integer.MAX_VALUE));
			assertThat(received.values().stream().mapToInt(List::size).sum()).isLessThan(KEYS + ON_THE_WAY);
		}
	}

	@Test
	void writesToAClientAtMostOncePerInterval() {
		try (FeedGateway gateway = FeedGateway.start(this.topic, "interval=500ms");
				WebSocketClient client = gateway.connectUpToDate("?key=k1&key=k2")) {
			long begin = System.nanoTime();
			for (int i = 0; System.nanoTime() - begin < Duration.ofSeconds(2).toNanos(); i++) {
				this.topic.put("k1", Integer.toString(i));
			}
			this.topic.put("k2", "\"last\"");
			int frames = 0;
			for (String text = client.text(); !text.contains("last"); text = client.text()) {
				frames++;
			}
			assertThat(frames).isBetween(2, 6);
			await().until(() -> gateway.count("gateway.feed.conflated") > 0);
		}
	}

	private void putAll(int round) {
		for (int i = 0; i < KEYS; i++) {
			this.topic.send(null, FeedTopicSource.utf8("k" + i), FeedTopicSource.utf8(value(round)));
		}
		Source.broker().flush();
	}

	private static String value(int round) {
		return "\"" + "x".repeat(100) + round + "\"";
	}

	/** Read until each key has at least this value; a deleted one has the greatest. */
	private static Map<String, List<Integer>> read(WebSocketClient client, int newest) {
		Map<String, List<Integer>> received = new HashMap<>();
		int complete = 0;
		while (complete < KEYS) {
			Matcher frame = FRAME.matcher(client.text());
			assertThat(frame.matches()).isTrue();
			int value = (frame.group(2) != null) ? Integer.parseInt(frame.group(2)) : Integer.MAX_VALUE;
			received.computeIfAbsent(frame.group(1), (key) -> new ArrayList<>()).add(value);
			complete += (value >= newest) ? 1 : 0;
		}
		return received;
	}

}
