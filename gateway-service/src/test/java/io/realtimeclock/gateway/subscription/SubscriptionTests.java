package io.realtimeclock.gateway.subscription;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.realtimeclock.gateway.feed.FeedQuery.FeedRefusedException;
import io.realtimeclock.gateway.feed.LoneFeed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SubscriptionTests {

	private static final int MOST_KEYS = 80;

	private static final String COMPLETE = "{\"snapshot\":\"complete\",\"silence\":45000}";

	private static final String STALE = "{\"stale\":true}";

	private static final Pattern VALUE = Pattern
		.compile("\\{\"key\":\"(\\w+)\",\"value\":(\\d+|null),\"timestamp\":\"[^\"]+\"}");

	private final LoneFeed feed = new LoneFeed(MOST_KEYS);

	private final AtomicInteger wakeUps = new AtomicInteger();

	private final FeedViews views = new FeedViews(this.wakeUps::incrementAndGet, 45_000);

	@Test
	void sendsTheSnapshotThenTheNewestValueOfEachChangedKey() {
		put("a", "1");
		put("b", "1");
		SlowClient client = client("a", "b", "c");
		client.takes(10_000);
		this.views.run();
		assertThat(client.messages()).hasSize(3).endsWith(COMPLETE);
		put("a", "2");
		put("a", "3");
		put("d", "1");
		assertThat(this.wakeUps).hasValue(1);
		this.views.run();
		assertThat(values(client.messages())).containsExactly(Map.entry("a", "3"));
		put("b", null);
		put("c", null);
		this.views.run();
		assertThat(values(client.messages())).as("c never had a value").containsExactly(Map.entry("b", "null"));
	}

	@Test
	void sendsWhatIsDueOnlyOnceTheClientTakesIt() {
		put("a", "1");
		put("b", "1");
		SlowClient client = client("a", "b");
		client.takes(5);
		this.views.run();
		put("a", "2");
		put("b", "2");
		this.views.run();
		assertThat(client.messages()).isEmpty();
		client.takes(10_000);
		List<String> messages = client.messages();
		assertThat(values(messages)).as("a was begun, the old value of b is never sent")
			.startsWith(Map.entry("a", "1"))
			.containsExactlyInAnyOrder(Map.entry("a", "1"), Map.entry("a", "2"), Map.entry("b", "2"));
		assertThat(messages).contains(COMPLETE);
	}

	@Test
	void repeatsTheNoticeThatNoRecordsCome() {
		SlowClient client = client("a");
		client.takes(10_000);
		this.views.run();
		this.feed.feed().stale(true);
		this.views.run();
		this.views.run();
		assertThat(client.messages()).containsExactly(COMPLETE, STALE);
		this.feed.feed().stale(true);
		this.views.run();
		assertThat(client.messages()).containsExactly(STALE);
		SlowClient late = client("a");
		late.takes(10_000);
		this.views.run();
		assertThat(late.messages()).containsExactly(COMPLETE, STALE);
	}

	@Test
	void repeatsThatTheSnapshotIsCompleteAfterTheValuesThatAreDue() {
		SlowClient client = client("a");
		client.takes(10_000);
		this.views.run();
		assertThat(client.messages()).containsExactly(COMPLETE);
		client.subscription().repeatComplete();
		put("a", "1");
		this.views.run();
		List<String> messages = client.messages();
		assertThat(values(messages)).containsExactly(Map.entry("a", "1"));
		assertThat(messages).hasSize(2).endsWith(COMPLETE);
		this.views.run();
		assertThat(client.messages()).as("once").isEmpty();
	}

	@Test
	void sendsNoFirstValueAfterTheEndOfTheSnapshotThoughAKeyIsDeletedMeanwhile() {
		IntStream.range(0, 10).forEach((number) -> put("k" + number, "1"));
		int size = frameSize();
		SlowClient client = client();
		client.takes(3 * size);
		this.views.run();
		put("k5", null);
		this.views.run();
		// k3, k4 and the deletion of k5, whose frame is three bytes longer
		client.takes(3 * size + 3);
		client.takes(10_000);
		List<String> messages = client.messages();
		assertThat(values(messages)).hasSize(10).contains(Map.entry("k5", "null"), Map.entry("k9", "1"));
		assertThat(messages).endsWith(COMPLETE).containsOnlyOnce(COMPLETE);
	}

	/** Return the size of a frame with a value of one digit. */
	private int frameSize() {
		SlowClient client = client("k0");
		client.takes(10_000);
		this.views.run();
		int size = 2 + client.messages().get(0).length();
		this.views.leave(client.subscription());
		return size;
	}

	@Test
	void sendsNoNoticeThatIsOverWhenTheClientTakesIt() {
		SlowClient client = client("a");
		client.takes(1);
		this.views.run();
		this.feed.feed().stale(true);
		this.views.run();
		this.feed.feed().stale(false);
		client.takes(10_000);
		assertThat(client.messages()).containsExactly(COMPLETE);
	}

	@Test
	void replacesTheKeysOfAClient() throws FeedRefusedException {
		put("a", "1");
		put("b", "1");
		put("c", "1");
		SlowClient client = client("a", "b");
		client.takes(10_000);
		this.views.run();
		client.messages();
		client.subscription().received(ByteBuffer.wrap("{\"keys\":[\"b\",\"c\"]}".getBytes(StandardCharsets.UTF_8)));
		this.views.run();
		List<String> messages = client.messages();
		assertThat(values(messages)).containsExactly(Map.entry("c", "1"));
		assertThat(messages).endsWith(COMPLETE);
		assertThat(this.feed.feed().subscriptions()).hasValue(2);
		put("a", "2");
		put("b", "2");
		this.views.run();
		assertThat(values(client.messages())).containsExactly(Map.entry("b", "2"));
	}

	@Test
	void sendsAClientOfAllKeysNewOnesUpToItsLimit() {
		IntStream.range(0, MOST_KEYS - 1).forEach((number) -> put("k" + number, "1"));
		SlowClient client = client();
		client.takes(100_000);
		this.views.run();
		assertThat(client.messages()).hasSize(MOST_KEYS);
		put("last", "1");
		put("beyond", "1");
		this.views.run();
		assertThat(values(client.messages())).containsExactly(Map.entry("last", "1"));
		assertThat(this.feed.feed().hasSkipped()).isTrue();
		put("last", null);
		this.views.run();
		assertThat(values(client.messages())).containsExactly(Map.entry("last", "null"));
		put("other", "1");
		this.views.run();
		assertThat(values(client.messages())).containsExactly(Map.entry("other", "1"));
	}

	@Test
	void leavesNothingBehindWhenItsClientsLeave() {
		put("a", "1");
		SlowClient first = client("a");
		SlowClient second = client();
		this.views.run();
		assertThat(this.feed.feed().subscriptions()).hasValue(2);
		this.views.leave(first.subscription());
		assertThat(this.feed.feed().subscriptions()).hasValue(1);
		this.views.leave(second.subscription());
		assertThat(this.feed.feed().subscriptions()).hasValue(0);
		int before = this.wakeUps.get();
		put("a", "2");
		assertThat(this.wakeUps).hasValue(before);
	}

	@Test
	void theEventLoopSleepsUntilAKeyChanges() throws IOException {
		SlowClient client = client("a");
		client.takes(10_000);
		this.views.run();
		try (Selector selector = Selector.open()) {
			assertThat(millis(() -> this.views.select(selector, SubscriptionTests::ready, 60))).isGreaterThan(50);
			put("a", "1");
			assertThat(millis(() -> this.views.select(selector, SubscriptionTests::ready, 5_000))).isLessThan(4_000);
			this.views.run();
			assertThat(client.messages()).hasSize(2);
			assertThat(millis(() -> this.views.select(selector, SubscriptionTests::ready, 60))).isGreaterThan(50);
			this.feed.feed().stale(true);
			assertThat(millis(() -> this.views.select(selector, SubscriptionTests::ready, 5_000))).isLessThan(4_000);
			this.views.leave(client.subscription());
			assertThat(millis(() -> this.views.select(selector, SubscriptionTests::ready, 60))).isGreaterThan(50);
		}
	}

	private static void ready(SelectionKey key) {
		throw new AssertionError("The selector has no channel");
	}

	private static long millis(ThrowingRunnable sleep) throws IOException {
		long begin = System.nanoTime();
		sleep.run();
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void endsWithTheNewestValuesHoweverSlowItsClientsAre(boolean all) {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		List<String> names = IntStream.range(0, MOST_KEYS - 5).mapToObj((number) -> "k" + number).toList();
		List<SlowClient> clients = new ArrayList<>();
		List<Map<String, String>> held = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			clients.add(client(all ? new String[0] : names.toArray(String[]::new)));
			held.add(new HashMap<>());
		}
		Map<String, String> expected = new HashMap<>();
		for (int step = 1; step < 2000; step++) {
			String name = names.get(random.nextInt(names.size()));
			String value = (random.nextInt(4) > 0) ? Integer.toString(step) : null;
			put(name, value);
			if (value != null) {
				expected.put(name, value);
			}
			else {
				expected.remove(name);
			}
			if (random.nextInt(3) == 0) {
				this.views.run();
				int number = random.nextInt(clients.size());
				clients.get(number).takes(random.nextInt(number * 200 + 20));
				values(clients.get(number).messages())
					.forEach((change) -> take(held.get(number), change, "seed " + seed));
			}
		}
		for (int number = 0; number < clients.size(); number++) {
			clients.get(number).takes(1_000_000);
			this.views.run();
			Map<String, String> values = held.get(number);
			values(clients.get(number).messages()).forEach((change) -> take(values, change, "seed " + seed));
			values.values().removeIf("null"::equals);
			assertThat(values).as("seed %d", seed).isEqualTo(expected);
			assertThat(clients.get(number).subscription().isDue()).isFalse();
		}
	}

	private static void take(Map<String, String> held, Map.Entry<String, String> change, String seed) {
		String before = held.put(change.getKey(), change.getValue());
		if (before != null && !before.equals("null") && !change.getValue().equals("null")) {
			assertThat(Integer.parseInt(change.getValue())).as(seed).isGreaterThan(Integer.parseInt(before));
		}
	}

	private SlowClient client(String... keys) {
		return new SlowClient(this.views, this.feed.query(List.of(keys)));
	}

	private void put(String key, @Nullable String value) {
		this.feed.put(key, value);
		this.feed.publish();
	}

	private static List<Map.Entry<String, String>> values(List<String> messages) {
		List<Map.Entry<String, String>> values = new ArrayList<>();
		for (String message : messages) {
			Matcher value = VALUE.matcher(message);
			if (value.matches()) {
				values.add(Map.entry(value.group(1), value.group(2)));
			}
		}
		return values;
	}

	private interface ThrowingRunnable {

		void run() throws IOException;

	}

}
