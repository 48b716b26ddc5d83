package io.realtimeclock.gateway.subscription;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.gateway.feed.FeedKey;
import io.realtimeclock.gateway.feed.LoneFeed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What an event loop counts, and what it forgets. */
class FeedViewTests {

	private static final int PLENTY = 10_000;

	private final LoneFeed feed = new LoneFeed(2);

	private final FeedViews views = new FeedViews(() -> {
	}, 45_000);

	@Test
	void countsEachValueThatANewerOneReplacedBeforeAClientTookIt() {
		put("a", "1");
		SlowClient slow = client("a");
		SlowClient fast = client("a");
		fast.takes(PLENTY);
		slow.takes(5);
		this.views.run();
		assertThat(conflated()).isZero();
		put("a", "2");
		this.views.run();
		assertThat(conflated()).as("the slow client has begun with 1").isZero();
		put("a", "3");
		this.views.run();
		put("a", "4");
		this.views.run();
		assertThat(conflated()).isEqualTo(2);
		slow.takes(PLENTY);
		assertThat(slow.messages()).anyMatch((message) -> message.contains("\"value\":4"))
			.noneMatch((message) -> message.contains("\"value\":2"));
	}

	@Test
	void measuresTheDelayOfTheOldestChangeOnceAllClientsAreWrittenTo() {
		SlowClient first = client("a");
		SlowClient second = client("b");
		first.takes(PLENTY);
		second.takes(PLENTY);
		this.views.run();
		this.feed.putLate("a", "1", 30);
		this.feed.putLate("b", "1", 20);
		this.feed.publish();
		this.views.run();
		this.views.run();
		assertThat(this.feed.delay().count()).isEqualTo(1);
		assertThat(this.feed.delay().max(TimeUnit.MILLISECONDS)).isEqualTo(30);
	}

	@Test
	void measuresNoDelayOfASnapshotWhoseValuesMayBeOld() {
		this.feed.putLate("a", "1", 5_000);
		this.feed.publish();
		SlowClient client = client("a");
		client.takes(PLENTY);
		this.views.run();
		assertThat(client.messages()).hasSize(2);
		assertThat(this.feed.delay().count()).isZero();
	}

	@Test
	void countsEachClientThatANewKeyIsTooMuchFor() {
		put("a", "1");
		put("b", "1");
		client();
		client();
		client("a");
		this.views.run();
		put("c", "1");
		this.views.run();
		assertThat(skippedKeys()).isEqualTo(2);
		for (int value = 2; value < 12; value++) {
			put("c", Integer.toString(value));
			this.views.run();
		}
		assertThat(skippedKeys()).as("its changes are not skipped keys").isEqualTo(2);
		put("c", null);
		this.views.run();
		put("c", "1");
		this.views.run();
		assertThat(skippedKeys()).as("made again").isEqualTo(4);
	}

	@Test
	void givesAllClientsANewKeyThatOneOfThemFoundWhenItJoined() {
		SlowClient first = client();
		first.takes(PLENTY);
		this.views.run();
		this.feed.put("a", "1");
		client();
		this.feed.publish();
		this.views.run();
		assertThat(first.messages()).anyMatch((message) -> message.contains("\"a\""));
	}

	@Test
	void givesAClientNoNewKeyThatItMayNotSee() {
		LoneFeed letters = LoneFeed.withRightTo("a*");
		SlowClient client = new SlowClient(this.views, letters.query(List.of()));
		client.takes(PLENTY);
		letters.put("a1", "1");
		letters.put("b1", "1");
		letters.publish();
		this.views.run();
		assertThat(client.messages()).anyMatch((message) -> message.contains("\"a1\""))
			.noneMatch((message) -> message.contains("\"b1\""));
	}

	@Test
	void givesNoNewKeyToAClientThatHasChosenItsKeys() throws Exception {
		SlowClient client = client();
		client.takes(PLENTY);
		client.subscription().received(ByteBuffer.wrap("{\"keys\":[\"a\"]}".getBytes(StandardCharsets.UTF_8)));
		put("a", "1");
		put("b", "1");
		this.views.run();
		assertThat(client.messages()).anyMatch((message) -> message.contains("\"a\""))
			.noneMatch((message) -> message.contains("\"b\""));
	}

	@Test
	void aDeletedKeyNoLongerCountsForAClientWithAllKeys() {
		put("a", "1");
		put("b", "1");
		SlowClient client = client();
		client.takes(PLENTY);
		this.views.run();
		put("a", null);
		this.views.run();
		put("c", "1");
		this.views.run();
		assertThat(client.messages()).anyMatch((message) -> message.contains("\"c\""));
		assertThat(skippedKeys()).isZero();
	}

	@Test
	void aClientMayReceiveNothingForTheIntervalOfTheFeedInAddition() {
		LoneFeed slow = LoneFeed.withInterval(Duration.ofSeconds(1));
		SlowClient client = new SlowClient(this.views, slow.query(List.of("a")));
		client.takes(PLENTY);
		this.views.run();
		assertThat(client.messages()).containsExactly("{\"snapshot\":\"complete\",\"silence\":46000}");
	}

	@Test
	void keepsNothingOfClientsThatLeaveWithinTheInterval() {
		LoneFeed slow = LoneFeed.withInterval(Duration.ofHours(1));
		WeakReference<SlowClient> last = new WeakReference<>(leaving(slow));
		SlowClient other = new SlowClient(this.views, slow.query(List.of()));
		WeakReference<SlowClient> first = new WeakReference<>(leaving(slow));
		awaitCollected(last);
		awaitCollected(first);
		assertThat(slow.feed().subscriptions()).hasValue(0);
		this.views.leave(other.subscription());
	}

	private SlowClient leaving(LoneFeed slow) {
		SlowClient client = new SlowClient(this.views, slow.query(List.of("a")));
		this.views.run();
		this.views.leave(client.subscription());
		return client;
	}

	@Test
	void keepsNothingOfAClientThatLeavesBeforeItIsWrittenTo() {
		WeakReference<SlowClient> client = new WeakReference<>(client("a"));
		this.views.leave(Objects.requireNonNull(client.get()).subscription());
		awaitCollected(client);
		assertThat(this.feed.feed().subscriptions()).hasValue(0);
	}

	private static void awaitCollected(WeakReference<SlowClient> client) {
		await().until(() -> {
			System.gc();
			return client.get() == null;
		});
	}

	@Test
	void forgetsAKeyWithoutAValueOnceItsLastClientHasLeft() {
		SlowClient first = client("a");
		SlowClient second = client("a");
		FeedKey held = key("a");
		this.views.leave(first.subscription());
		assertThat(key("a")).isSameAs(held);
		put("a", "1");
		second.takes(PLENTY);
		this.views.run();
		assertThat(second.messages()).hasSize(2);
		put("a", null);
		this.views.leave(second.subscription());
		assertThat(key("a")).isNotSameAs(held);
	}

	@Test
	void keepsNoKeyThatIsTooMuchForAllOfItsClients() {
		put("a", "1");
		put("b", "1");
		client();
		put("c", "1");
		FeedKey held = key("c");
		this.views.run();
		put("c", null);
		assertThat(key("c")).isNotSameAs(held);
	}

	private FeedKey key(String name) {
		FeedKey key = this.feed.feed().table().hold(name);
		this.feed.feed().table().release(key);
		return key;
	}

	private double conflated() {
		return this.feed.count("gateway.feed.conflated");
	}

	private double skippedKeys() {
		return this.feed.count("gateway.feed.skipped", "reason", "max-keys-per-client");
	}

	private SlowClient client(String... keys) {
		return new SlowClient(this.views, this.feed.query(List.of(keys)));
	}

	private void put(String key, @Nullable String value) {
		this.feed.put(key, value);
		this.feed.publish();
	}

}
