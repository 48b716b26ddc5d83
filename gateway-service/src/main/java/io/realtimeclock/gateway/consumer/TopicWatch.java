package io.realtimeclock.gateway.consumer;

import java.time.Duration;

import io.realtimeclock.gateway.feed.Staleness;
import io.realtimeclock.health.PartHealth;
import io.realtimeclock.tick.TickNames;
import org.apache.kafka.common.Uuid;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * While no tick comes, asks Kafka why: whether it is there, and whether the topic is, and
 * is still the one that is read. So the gateway begins to read once both are there, in
 * whatever order they come, and anew when the topic was deleted and made anew.
 */
@Component
final class TopicWatch {

	private static final Duration SILENCE = Duration.ofSeconds(1);

	private final Staleness staleness;

	private final TickConsumer consumer;

	private final ClusterAdmin cluster;

	private final PartHealth kafka;

	TopicWatch(Staleness staleness, TickConsumer consumer, ClusterAdmin cluster, PartHealth kafkaHealthIndicator) {
		this.staleness = staleness;
		this.consumer = consumer;
		this.cluster = cluster;
		this.kafka = kafkaHealthIndicator;
	}

	@Scheduled(fixedDelay = 250)
	void look() {
		if (!this.consumer.isWanted()) {
			return;
		}
		if (this.consumer.isReading() && this.staleness.age(System.nanoTime()) < SILENCE.toNanos()) {
			this.kafka.up();
			return;
		}
		try {
			Uuid topic = this.cluster.topicId(TickNames.TOPIC);
			if (topic == null) {
				this.kafka.down("there is no topic '" + TickNames.TOPIC + "'; a ticker creates it");
				return;
			}
			if (!this.consumer.reads(topic)) {
				this.consumer.read(topic);
			}
			this.kafka.up();
		}
		catch (RuntimeException ex) {
			this.kafka.down("it does not answer, trying again: " + ex.getMessage());
		}
	}

}
