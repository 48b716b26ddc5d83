package io.realtimeclock.gateway.consumer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.realtimeclock.gateway.consumer.FeedConsumer.FeedTopic;
import io.realtimeclock.gateway.feed.Feed;
import io.realtimeclock.gateway.feed.Feed.SkipReason;
import io.realtimeclock.gateway.feed.FeedKey;
import io.realtimeclock.gateway.feed.FeedValue;
import io.realtimeclock.gateway.feed.LoneFeed;
import io.realtimeclock.gateway.tick.Staleness;
import io.realtimeclock.logging.LogRateLimiter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Records of a topic with two partitions go into the table of a feed.
 */
class FeedReadingTests {

	private static final TopicPartition FIRST = new TopicPartition("lone", 0);

	private static final TopicPartition SECOND = new TopicPartition("lone", 1);

	private static final FeedTopic TOPIC = new FeedTopic("lone", Uuid.randomUuid(), 1, Map.of(FIRST, 5L, SECOND, 0L),
			Map.of(FIRST, 7L, SECOND, 0L));

	private final LoneFeed lone = new LoneFeed(10, 3, Duration.ofMillis(300));

	private final Feed feed = this.lone.feed();

	private final List<String> changed = new ArrayList<>();

	private final Staleness staleness = new Staleness(Duration.ofMillis(300), Duration.ofMinutes(1), System.nanoTime());

	private final FeedReading reading = reading();

	private FeedReading reading() {
		return new FeedReading(this.feed, TOPIC, new LogRateLimiter(Duration.ofMinutes(1)), this.staleness);
	}

	@Test
	void isReadOnceItsEndIsReached() {
		assertThat(this.feed.state()).isEqualTo(Feed.State.LOADING);
		assertThat(this.reading.position(FIRST)).isEqualTo(5);
		take(record(5, "a", "1"));
		assertThat(this.reading.position(FIRST)).isEqualTo(6);
		assertThat(this.reading.position(new TopicPartition("other", 0))).isZero();
		this.reading.publish((partition) -> 0);
		assertThat(this.feed.state()).isEqualTo(Feed.State.LOADING);
		take(record(6, "b", "1"));
		this.reading.publish((partition) -> 0);
		assertThat(this.feed.state()).isEqualTo(Feed.State.LIVE);
		assertThat(value("a")).contains("\"value\":1");
	}

	@Test
	void isReadOnceTheConsumerHasPassedTheMarkersOfTransactions() {
		this.reading.publish((partition) -> partition.equals(FIRST) ? 6 : 0);
		assertThat(this.feed.state()).isEqualTo(Feed.State.LOADING);
		this.reading.publish((partition) -> partition.equals(FIRST) ? 7 : 0);
		assertThat(this.feed.state()).isEqualTo(Feed.State.LIVE);
	}

	@Test
	void forgetsTheValuesOfTheTopicThatWasReadBefore() {
		take(record(5, "a", "1"));
		this.reading.publish((partition) -> 7);
		FeedReading again = reading();
		again.publish((partition) -> 7);
		assertThat(this.feed.table().get("a")).isNull();
	}

	@Test
	void countsEachRecordThatItReads() {
		take(record(5, "a", "1"));
		take(record(6, null, "1"));
		assertThat(this.lone.count("gateway.feed.records")).isEqualTo(2);
	}

	@Test
	void publishesChangesOnceItIsRead() {
		this.feed.table().listen((keys, newKeys) -> keys.stream().map(FeedKey::name).forEach(this.changed::add));
		var unused = this.feed.table().hold("a");
		take(record(5, "a", "1"));
		this.reading.publish((partition) -> 0);
		assertThat(this.changed).isEmpty();
		this.reading.publish((partition) -> 7);
		this.changed.clear();
		take(record(7, "a", "2"));
		this.reading.publish((partition) -> 8);
		assertThat(this.changed).containsExactly("a");
		assertThat(value("a")).contains("\"value\":2");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void skipsAndCountsWhatItCannotKeep(CapturedOutput output) {
		take(record(5, null, "1"));
		take(new ConsumerRecord<>("lone", 0, 6, new byte[0], utf8("1")));
		take(new ConsumerRecord<>("lone", 0, 7, new byte[] { 'a', (byte) 0xFF }, utf8("1")));
		take(record(8, "k".repeat(1025), "1"));
		take(record(9, "large", "x".repeat(1025)));
		take(record(10, "k".repeat(1024), "1"));
		take(record(11, "largest", "x".repeat(1024)));
		take(record(12, "c", "1"));
		take(record(13, "d", "1"));
		assertThat(this.reading.position(FIRST)).isEqualTo(14);
		this.reading.publish((partition) -> 14);
		assertThat(output).contains("The feed 'lone' skipped records or keys of clients: 2 no-key, 2 invalid-key,"
				+ " 1 max-value-size, 1 max-keys");
		assertThat(output).contains("The feed 'lone' is read: 3 keys of the topic 'lone'");
		take(record(14, null, "1"));
		this.reading.publish((partition) -> 15);
		assertThat(this.feed.takeSkipped()).as("logged at most once per minute")
			.containsExactly(Map.entry(SkipReason.NO_KEY, 1));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void logsNothingIfNothingWasSkipped(CapturedOutput output) {
		take(record(5, "a", "1"));
		this.reading.publish((partition) -> 0);
		assertThat(output.toString()).doesNotContain("skipped").doesNotContain("Reading the feed");
	}

	@Test
	void deletesAKeyWithoutAValue() {
		take(record(5, "a", "1"));
		take(record(6, "a", null));
		this.reading.publish((partition) -> 7);
		assertThat(this.feed.table().get("a")).isNull();
	}

	@Test
	void endsTheStaleNoticeWithTheNextRecord() {
		await().until(() -> this.staleness.noticeDue(System.nanoTime()));
		this.feed.stale(true);
		this.reading.publish((partition) -> 0);
		assertThat(this.feed.isStale()).isTrue();
		take(record(5, "a", "1"));
		assertThat(this.feed.isStale()).isFalse();
	}

	@Test
	void endsTheNoticeThatWasGivenOfTheTopicThatWasReadBefore() {
		await().until(() -> this.staleness.noticeDue(System.nanoTime()));
		this.feed.stale(true);
		reading().take(FIRST, List.of(record(5, "a", "1")));
		assertThat(this.feed.isStale()).isFalse();
	}

	@Test
	void readsAFeedThatIsNeverStale() {
		FeedReading reading = new FeedReading(this.feed, TOPIC, new LogRateLimiter(Duration.ofMinutes(1)), null);
		reading.take(FIRST, List.of(record(5, "a", "1")));
		reading.publish((partition) -> 7);
		assertThat(value("a")).contains("\"value\":1");
	}

	@Test
	void readsAddedPartitionsFromTheirBeginning() {
		take(record(5, "a", "1"));
		TopicPartition third = new TopicPartition("lone", 2);
		FeedTopic grown = new FeedTopic("lone", TOPIC.id(), 1, Map.of(FIRST, 1L, SECOND, 0L, third, 3L),
				Map.of(FIRST, 7L, SECOND, 0L, third, 4L));
		this.reading.topic(grown);
		assertThat(this.reading.topic()).isSameAs(grown);
		assertThat(this.reading.feed()).isSameAs(this.feed);
		assertThat(this.reading.position(FIRST)).isEqualTo(6);
		assertThat(this.reading.position(third)).isEqualTo(3);
	}

	@Test
	void knowsHowManyRecordsItsTopicHad() {
		assertThat(TOPIC.records()).isEqualTo(2);
	}

	private void take(ConsumerRecord<byte[], byte[]> record) {
		this.reading.take(FIRST, List.of(record));
	}

	private String value(String key) {
		FeedValue value = Objects.requireNonNull(this.feed.table().get(key));
		return new String(value.frame(), StandardCharsets.UTF_8);
	}

	private static ConsumerRecord<byte[], byte[]> record(long offset, @Nullable String key, @Nullable String value) {
		return new ConsumerRecord<>("lone", 0, offset, utf8(key), utf8(value));
	}

	@SuppressWarnings("NullAway") // Kafka knows no null in types
	private static byte[] utf8(@Nullable String text) {
		return (text != null) ? text.getBytes(StandardCharsets.UTF_8) : null;
	}

}
