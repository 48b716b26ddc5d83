package io.realtimeclock.gateway.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.realtimeclock.gateway.consumer.FeedConsumer.FeedTopic;
import io.realtimeclock.gateway.feed.Feed;
import io.realtimeclock.gateway.tick.Staleness;
import io.realtimeclock.logging.LogRateLimiter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The feeds that are being read, and how far. It outlives a consumer that has failed: the
 * next one goes on where that one ended.
 */
final class FeedReadings {

	private static final Log logger = LogFactory.getLog(FeedReadings.class);

	private final Map<Feed, LogRateLimiter> feeds = new HashMap<>();

	/** They outlive the readings, as a topic that was deleted has no records either. */
	private final Map<Feed, Staleness> staleness = new HashMap<>();

	private final List<FeedReading> readings = new ArrayList<>();

	FeedReadings(Collection<Feed> feeds, Duration staleRepeat) {
		for (Feed feed : feeds) {
			this.feeds.put(feed, new LogRateLimiter(Duration.ofMinutes(1)));
			Duration staleAfter = feed.settings().staleAfter();
			if (staleAfter != null) {
				this.staleness.put(feed, new Staleness(staleAfter, staleRepeat, System.nanoTime()));
			}
		}
	}

	boolean isEmpty() {
		return this.readings.isEmpty();
	}

	/** Begin to read new topics and partitions, and stop reading absent ones. */
	void apply(FeedConsumer.Plan plan, Consumer<byte[], byte[]> consumer) {
		this.readings.removeIf((reading) -> !isCurrent(reading, plan));
		Set<TopicPartition> kept = new HashSet<>();
		this.readings.forEach((reading) -> kept.addAll(reading.topic().ends().keySet()));
		kept.retainAll(consumer.assignment());
		this.feeds.forEach((feed, skipRate) -> {
			FeedTopic topic = plan.found().get(feed.topic());
			if (topic != null) {
				read(feed, topic, skipRate);
			}
			else if (plan.absent().contains(feed.topic()) && feed.state() != Feed.State.ABSENT) {
				feed.state(Feed.State.ABSENT);
				logger.info("The feed '" + feed.name() + "' waits for the topic '" + feed.topic() + "'");
			}
		});
		assign(consumer, kept);
	}

	private static boolean isCurrent(FeedReading reading, FeedConsumer.Plan plan) {
		FeedTopic topic = plan.found().get(reading.topic().name());
		return topic != null && topic.generation() == reading.topic().generation();
	}

	private void read(Feed feed, FeedTopic topic, LogRateLimiter skipRate) {
		for (FeedReading reading : this.readings) {
			if (reading.feed() == feed) {
				reading.topic(topic);
				return;
			}
		}
		this.readings.add(new FeedReading(feed, topic, skipRate, this.staleness.get(feed)));
	}

	private void assign(Consumer<byte[], byte[]> consumer, Set<TopicPartition> kept) {
		Map<TopicPartition, Long> all = new HashMap<>();
		for (FeedReading reading : this.readings) {
			for (TopicPartition partition : reading.topic().ends().keySet()) {
				all.merge(partition, reading.position(partition), Math::min);
			}
		}
		if (kept.equals(all.keySet()) && consumer.assignment().equals(all.keySet())) {
			return;
		}
		// What was fetched from an older topic of the same name is dropped by this
		consumer.assign(kept);
		consumer.assign(all.keySet());
		all.keySet().removeAll(kept);
		all.forEach(consumer::seek);
	}

	void take(ConsumerRecords<byte[], byte[]> batch, Consumer<byte[], byte[]> consumer) {
		for (FeedReading reading : this.readings) {
			for (TopicPartition partition : batch.partitions()) {
				if (partition.topic().equals(reading.topic().name())) {
					reading.take(partition, batch.records(partition));
				}
			}
			reading.publish((partition) -> position(consumer, partition));
		}
	}

	/** Notify the clients of each feed that has had no record for too long. */
	void notifyIfStale() {
		this.staleness.forEach((feed, silence) -> {
			if (silence.noticeDue(System.nanoTime())) {
				feed.stale(true);
			}
		});
	}

	private static long position(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
		try {
			return consumer.position(partition, Duration.ofMillis(1));
		}
		catch (TimeoutException ex) {
			return 0;
		}
	}

}
