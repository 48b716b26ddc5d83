package io.realtimeclock.ticker.publish;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.tick.TickNames;
import io.realtimeclock.ticker.TickerProperties;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.TopicConfig;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sees to it that the topic exists, again and again while ticks don't arrive: the broker
 * may come after the ticker, and the topic may be deleted at any time. That it exists is
 * no sign that Kafka works; only a tick that was acknowledged is. A standby, which sends
 * none since another replica wins all slots, checks that the topic has a leader.
 */
@Component
final class TimeTopic implements SmartInitializingSingleton {

	/** After which time without a slot of its own a replica is a standby. */
	private static final Duration STANDBY = Duration.ofSeconds(3);

	private static final long STANDBY_CHECK_NANOS = TimeUnit.SECONDS.toNanos(5);

	private static final long NEW_PRODUCER_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final KafkaAdmin admin;

	private final ProducerFactory<?, ?> producers;

	private final DependencyHealth kafkaHealth;

	private final Acknowledgements acknowledgements;

	private final NewTopic topic;

	private long checked = System.nanoTime();

	private long producerMade = System.nanoTime();

	TimeTopic(KafkaAdmin admin, ProducerFactory<?, ?> producers, DependencyHealth kafkaHealthIndicator,
			Acknowledgements acknowledgements, TickerProperties properties) {
		this.admin = admin;
		this.producers = producers;
		this.kafkaHealth = kafkaHealthIndicator;
		this.acknowledgements = acknowledgements;
		String retention = Long.toString(properties.topic().retention().toMillis());
		this.topic = TopicBuilder.name(TickNames.TOPIC)
			.partitions(1)
			.replicas(properties.topic().replicationFactor())
			.config(TopicConfig.RETENTION_MS_CONFIG, retention)
			// Only closed segments are ever deleted
			.config(TopicConfig.SEGMENT_MS_CONFIG, retention)
			// So that max.message.bytes limits what a consumer has to decompress
			.config(TopicConfig.COMPRESSION_TYPE_CONFIG, "uncompressed")
			.build();
	}

	/** Begin while the rest of the service still starts. */
	@Override
	public void afterSingletonsInstantiated() {
		new Thread(this::check, "topic").start();
	}

	@Scheduled(fixedDelay = 500)
	synchronized void check() {
		boolean standby = this.acknowledgements.isQuietFor(STANDBY);
		long now = System.nanoTime();
		if (this.kafkaHealth.isUp() && !(standby && now - this.checked >= STANDBY_CHECK_NANOS)) {
			return;
		}
		this.checked = now;
		if (this.acknowledgements.wasRefused() && now - this.producerMade >= NEW_PRODUCER_NANOS) {
			// Some refusals, for example of its identifier, stay with a producer for good
			this.producerMade = now;
			this.producers.reset();
		}
		try {
			this.admin.createOrModifyTopics(this.topic);
			if (standby) {
				checkLeader();
			}
		}
		catch (RuntimeException ex) {
			// The whole of it, since a time-out has no message
			this.kafkaHealth
				.down(TickNames.TOPIC + " could not be created: " + NestedExceptionUtils.getMostSpecificCause(ex));
		}
	}

	private void checkLeader() {
		TopicDescription description = Objects
			.requireNonNull(this.admin.describeTopics(TickNames.TOPIC).get(TickNames.TOPIC));
		Node leader = description.partitions().get(0).leader();
		if (leader == null || leader.isEmpty()) {
			this.kafkaHealth.down("the partition of " + TickNames.TOPIC + " has no leader");
		}
		else {
			this.kafkaHealth.up();
		}
	}

}
