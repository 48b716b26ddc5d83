package io.realtimeclock.gateway.consumer;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.realtimeclock.logging.LogRateLimiter;
import io.realtimeclock.gateway.feed.Feed;
import io.realtimeclock.gateway.feed.Feeds;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;

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

	private final LogRateLimiter logRate = new LogRateLimiter(Duration.ofSeconds(10));

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
		this.topics.forEach(this::check);
		Set<String> absent = new HashSet<>(this.absences.keySet());
		absent.removeAll(this.found.keySet());
		this.consumer.read(new FeedConsumer.Plan(Map.copyOf(this.found), absent));
	}

	private void check(String topic) {
		try {
			TopicDescription description = this.cluster.describe(topic);
			if (description != null) {
				this.absences.remove(topic);
				found(description);
			}
			else {
				absent(topic);
			}
		}
		catch (KafkaException ex) {
			if (ex.getCause() != null && ex.getCause().getCause() instanceof AuthorizationException refusal) {
				absent(topic);
				if (this.logRate.tryAcquire()) {
					logger.warn("Kafka refuses to describe the feeds' topic '" + topic + "': " + refusal);
				}
			}
			// The health of Kafka reports all else, and what is known stays as it is
			logger.debug("The topic is not described", ex);
		}
	}

	private void absent(String topic) {
		if (this.absences.merge(topic, 1, Integer::sum) >= ABSENT_AFTER) {
			this.found.remove(topic);
		}
	}

	private void found(TopicDescription topic) {
		FeedTopic known = this.found.get(topic.name());
		boolean same = known != null && known.id().equals(topic.topicId());
		if (known != null && same && known.ends().size() == topic.partitions().size()) {
			return;
		}
		List<TopicPartition> partitions = topic.partitions()
			.stream()
			.map((partition) -> new TopicPartition(topic.name(), partition.partition()))
			.toList();
		this.found.put(topic.name(),
				new FeedTopic(topic.name(), topic.topicId(),
						(known != null && same) ? known.generation() : ++this.generation,
						this.cluster.offsets(partitions, OffsetSpec.earliest()),
						this.cluster.offsets(partitions, OffsetSpec.latest())));
	}

}
