package io.realtimeclock.gateway.consumer;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import io.realtimeclock.gateway.consumer.FeedConsumer.FeedTopic;
import io.realtimeclock.gateway.feed.Feed;
import io.realtimeclock.gateway.feed.Feeds;
import io.realtimeclock.logging.LogRateLimiter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import org.springframework.kafka.KafkaException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Asks Kafka twice per second which of the feeds' topics exist, whether they are still
 * the same ones, and how many partitions they have.
 */
@Component
final class FeedTopicWatch {

	private static final Log logger = LogFactory.getLog(FeedTopicWatch.class);

	/** A broker that has just started may not know all topics yet. */
	private static final int ABSENT_AFTER = 2;

	private final LogRateLimiter refusalRate = new LogRateLimiter(Duration.ofSeconds(10));

	private final LogRateLimiter faultRate = new LogRateLimiter(Duration.ofSeconds(10));

	private final ClusterAdmin cluster;

	private final FeedConsumer consumer;

	private final Set<String> topics;

	private final Map<String, FeedTopic> found = new HashMap<>();

	private final Map<String, Integer> absences = new HashMap<>();

	private long generation;

	FeedTopicWatch(ClusterAdmin cluster, FeedConsumer consumer, Feeds feeds) {
		this.cluster = cluster;
		this.consumer = consumer;
		this.topics = feeds.all().stream().map(Feed::topic).collect(Collectors.toSet());
	}

	@Scheduled(fixedDelay = 500)
	void check() {
		if (this.topics.isEmpty() || !this.consumer.isRunning()) {
			return;
		}
		this.consumer.takeLost().forEach(this.found::remove);
		try {
			find();
		}
		catch (KafkaException ex) {
			// The health of Kafka reports it
			logger.debug("The feeds' topics can't be asked for", ex);
		}
		Set<String> absent = new HashSet<>(this.absences.keySet());
		absent.removeAll(this.found.keySet());
		this.consumer.read(new FeedConsumer.Plan(Map.copyOf(this.found), absent));
	}

	/** Ask for all topics at once: each one by itself could wait for its own timeout. */
	private void find() {
		Map<String, TopicDescription> described = this.cluster.describe(this.topics, this::notDescribed);
		this.absences.keySet().removeAll(described.keySet());
		List<TopicDescription> changed = described.values()
			.stream()
			.filter((topic) -> !isKnown(topic) && hasLeaders(topic))
			.toList();
		if (changed.isEmpty()) {
			return;
		}
		Set<TopicPartition> partitions = changed.stream()
			.flatMap((topic) -> topic.partitions()
				.stream()
				.map((partition) -> new TopicPartition(topic.name(), partition.partition())))
			.collect(Collectors.toSet());
		BiConsumer<TopicPartition, Throwable> refused = (partition, reason) -> warn(partition.topic(),
				"no offset of partition " + partition.partition() + ": " + reason);
		Map<TopicPartition, Long> begins = this.cluster.committedOffsets(partitions, OffsetSpec.earliest(), refused);
		Map<TopicPartition, Long> ends = this.cluster.committedOffsets(partitions, OffsetSpec.latest(), refused);
		changed.forEach((topic) -> found(topic, of(topic, begins), of(topic, ends)));
	}

	private void notDescribed(String topic, Throwable reason) {
		if (reason instanceof UnknownTopicOrPartitionException) {
			absent(topic);
		}
		else if (reason instanceof AuthorizationException) {
			absent(topic);
			if (this.refusalRate.tryAcquire()) {
				logger.warn("Kafka refuses to describe the feeds' topic '" + topic + "': " + reason);
			}
		}
		else {
			warn(topic, reason.toString());
		}
	}

	private void absent(String topic) {
		if (this.absences.merge(topic, 1, Integer::sum) >= ABSENT_AFTER) {
			this.found.remove(topic);
		}
	}

	/** What is known of the topic stays as it is. */
	private void warn(String topic, String reason) {
		if (this.faultRate.tryAcquire()) {
			logger.warn("The feeds' topic '" + topic + "' can't be checked, trying again: " + reason);
		}
	}

	private boolean isKnown(TopicDescription topic) {
		FeedTopic known = this.found.get(topic.name());
		return known != null && known.id().equals(topic.topicId()) && known.ends().size() == topic.partitions().size();
	}

	/** Kafka answers nothing at all about the offsets of a partition without a leader. */
	private boolean hasLeaders(TopicDescription topic) {
		for (TopicPartitionInfo partition : topic.partitions()) {
			if (partition.leader() == null) {
				warn(topic.name(), "partition " + partition.partition() + " has no leader");
				return false;
			}
		}
		return true;
	}

	private static Map<TopicPartition, Long> of(TopicDescription topic, Map<TopicPartition, Long> offsets) {
		return offsets.entrySet()
			.stream()
			.filter((offset) -> offset.getKey().topic().equals(topic.name()))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private void found(TopicDescription topic, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
		int partitions = topic.partitions().size();
		if (begins.size() == partitions && ends.size() == partitions) {
			FeedTopic known = this.found.get(topic.name());
			boolean same = known != null && known.id().equals(topic.topicId());
			this.found.put(topic.name(), new FeedTopic(topic.name(), topic.topicId(),
					(known != null && same) ? known.generation() : ++this.generation, begins, ends));
		}
	}

}
