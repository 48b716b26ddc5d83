package io.realtimeclock.gateway.consumer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import io.realtimeclock.logging.LogRateLimiter;
import io.realtimeclock.gateway.consumer.FeedConsumer.FeedTopic;
import io.realtimeclock.gateway.tick.Staleness;
import io.realtimeclock.gateway.feed.Feed;
import io.realtimeclock.gateway.feed.Feed.SkipReason;
import io.realtimeclock.gateway.feed.FeedValue;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One feed that is read: its records go into its table. Until it has been read to what
 * was the end of its topic at the beginning, clients get nothing of it.
 */
final class FeedReading {

	private static final Log logger = LogFactory.getLog(FeedReading.class);

	private final Map<TopicPartition, Long> positions = new HashMap<>();

	private final Feed feed;

	private final LogRateLimiter skipRate;

	private final LogRateLimiter progressRate = new LogRateLimiter(Duration.ofSeconds(10));

	private final @Nullable Staleness staleness;

	private FeedTopic topic;

	private boolean loading = true;

	FeedReading(Feed feed, FeedTopic topic, LogRateLimiter skipRate, @Nullable Staleness staleness) {
		this.feed = feed;
		this.topic = topic;
		this.skipRate = skipRate;
		this.staleness = staleness;
		this.positions.putAll(topic.begins());
		this.progressRate.tryAcquire();
		feed.table().restart();
		feed.state(Feed.State.LOADING);
	}

	Feed feed() {
		return this.feed;
	}

	FeedTopic topic() {
		return this.topic;
	}

	/** Read partitions that were added, too. */
	void topic(FeedTopic grown) {
		this.topic = grown;
		grown.begins().forEach(this.positions::putIfAbsent);
	}

	/** Return the offset of the next record of a partition. */
	long position(TopicPartition partition) {
		return this.positions.getOrDefault(partition, 0L);
	}

	void take(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
		for (ConsumerRecord<byte[], byte[]> record : records) {
			SkipReason skipped = take(record);
			if (skipped != null) {
				this.feed.skipped(skipped, 1);
			}
			this.positions.put(partition, record.offset() + 1);
		}
		this.feed.read(records.size());
		if (this.staleness != null && this.staleness.ticked(System.nanoTime())) {
			this.feed.stale(false);
		}
	}

	private @Nullable SkipReason take(ConsumerRecord<byte[], byte[]> record) {
		byte[] key = record.key();
		byte[] value = record.value();
		if (key == null || key.length == 0) {
			return SkipReason.NO_KEY;
		}
		String name = (key.length <= Feed.MAX_KEY_SIZE) ? FeedValue.text(key) : null;
		if (name == null) {
			return SkipReason.INVALID_KEY;
		}
		if (value != null && value.length > this.feed.settings().maxValueSize().toBytes()) {
			return SkipReason.VALUE_SIZE;
		}
		try {
			return this.feed.table().put(name, FeedValue.encode(name, value, record.partition(), record.timestamp()));
		}
		catch (RuntimeException ex) {
			logger.debug("A record could not be handled", ex);
			return SkipReason.FAULT;
		}
	}

	/**
	 * Publish what has changed, or all once the end is reached.
	 * @param positions tells the consumer's position, which is ahead of the last record
	 * if markers of transactions follow it
	 */
	void publish(ToLongFunction<TopicPartition> positions) {
		if (this.loading && isAtEnd(positions)) {
			this.loading = false;
			this.feed.table().loaded((key) -> FeedValue.absent(key, System.currentTimeMillis()));
			this.feed.state(Feed.State.LIVE);
			logger.info("The feed '" + this.feed.name() + "' is read: " + this.feed.table().size()
					+ " keys of the topic '" + this.topic.name() + "'");
		}
		else if (!this.loading) {
			this.feed.table().publish();
		}
		else if (this.progressRate.tryAcquire()) {
			long read = this.positions.entrySet()
				.stream()
				.mapToLong((position) -> position.getValue()
						- this.topic.begins().getOrDefault(position.getKey(), position.getValue()))
				.sum();
			logger.info("Reading the feed '" + this.feed.name() + "' from its beginning: " + read + " of "
					+ this.topic.records() + " records, " + this.feed.table().size() + " keys");
		}
		logSkipped();
	}

	private boolean isAtEnd(ToLongFunction<TopicPartition> positions) {
		return this.topic.ends()
			.entrySet()
			.stream()
			.allMatch((end) -> position(end.getKey()) >= end.getValue()
					|| positions.applyAsLong(end.getKey()) >= end.getValue());
	}

	private void logSkipped() {
		if (this.feed.hasSkipped() && this.skipRate.tryAcquire()) {
			logger.warn("The feed '" + this.feed.name() + "' skipped records or keys of clients: "
					+ this.feed.takeSkipped()
						.entrySet()
						.stream()
						.map((skipped) -> skipped.getValue() + " " + skipped.getKey().label())
						.collect(Collectors.joining(", ")));
		}
	}

}
