package io.realtimeclock.ticker.publish;

import io.realtimeclock.tick.TickNames;
import io.realtimeclock.ticker.TickerProperties;
import io.realtimeclock.health.PartHealth;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sees to it that the topic exists, again and again while Kafka does not work: the broker
 * may come after the ticker, and the topic may be deleted under way.
 */
@Component
final class TimeTopic implements SmartInitializingSingleton {

	private final KafkaAdmin admin;

	private final PartHealth kafkaHealth;

	private final NewTopic topic;

	TimeTopic(KafkaAdmin admin, PartHealth kafkaHealthIndicator, TickerProperties properties) {
		this.admin = admin;
		this.kafkaHealth = kafkaHealthIndicator;
		String retention = Long.toString(properties.topic().retention().toMillis());
		this.topic = TopicBuilder.name(TickNames.TOPIC)
			.partitions(1)
			.replicas(properties.topic().replicationFactor())
			.config(TopicConfig.RETENTION_MS_CONFIG, retention)
			// Only closed segments are ever deleted
			.config(TopicConfig.SEGMENT_MS_CONFIG, retention)
			.build();
	}

	/** Begin while the rest of the service still starts. */
	@Override
	public void afterSingletonsInstantiated() {
		new Thread(this::createIfAbsent, "topic").start();
	}

	@Scheduled(fixedDelay = 500)
	synchronized void createIfAbsent() {
		if (this.kafkaHealth.isUp()) {
			return;
		}
		try {
			this.admin.createOrModifyTopics(this.topic);
			this.kafkaHealth.up();
		}
		catch (RuntimeException ex) {
			// The whole of it, since a time-out has no message
			this.kafkaHealth
				.down(TickNames.TOPIC + " could not be created: " + NestedExceptionUtils.getMostSpecificCause(ex));
		}
	}

}
