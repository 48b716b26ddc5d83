package io.realtimeclock.ticker.publish;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.tick.TickNames;
import io.realtimeclock.ticker.TickerProperties;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Creates the topic if it is absent, and checks it again while ticks are not
 * acknowledged: the broker may start after the ticker, and the topic may be deleted at
 * any time. Only an acknowledged tick shows that Kafka works, not the topic's existence.
 * A standby sends no ticks, as another replica wins all slots, and checks that the topic
 * has a leader.
 */
@Component
final class TimeTopic implements SmartInitializingSingleton {

	/** A replica that has won no slot for this time is a standby. */
	private static final Duration STANDBY = Duration.ofSeconds(3);

	private static final long STANDBY_CHECK_NANOS = TimeUnit.SECONDS.toNanos(5);

	private static final long NEW_PRODUCER_NANOS = TimeUnit.SECONDS.toNanos(10);

	/** As long as the producer waits for the topic's metadata. */
	private static final long LONGEST_WAIT_MILLIS = 200;

	private final KafkaAdmin admin;

	private final ProducerFactory<?, ?> producers;

	private final DependencyHealth kafkaHealth;

	private final Acknowledgements acknowledgements;

	private final NewTopic topic;

	private final CountDownLatch found = new CountDownLatch(1);

	private volatile String fault = TickNames.TOPIC + " is not found yet";

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
			// Only closed segments are deleted
			.config(TopicConfig.SEGMENT_MS_CONFIG, retention)
			// With it max.message.bytes also limits the decompressed size
			.config(TopicConfig.COMPRESSION_TYPE_CONFIG, "uncompressed")
			.build();
	}

	/** Start while the rest of the service still starts. */
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
			// After some refusals, for example of its id, a producer never works again
			this.producerMade = now;
			this.producers.reset();
		}
		try {
			this.admin.createOrModifyTopics(this.topic);
			if (this.found.getCount() > 0) {
				this.found.countDown();
				TopicInspection.inspect(this.admin.getConfigurationProperties(), this.topic);
			}
			if (standby) {
				checkLeader();
			}
		}
		catch (RuntimeException ex) {
			// With its type, since a timeout has no message
			this.fault = TickNames.TOPIC + " could not be created: " + NestedExceptionUtils.getMostSpecificCause(ex);
			this.kafkaHealth.down(this.fault);
		}
	}

	/**
	 * Wait a moment until the topic is found or created for the first time. A producer
	 * that asks for it before makes a broker with {@code auto.create.topics.enable}
	 * create it, with the broker's settings instead of the ticker's.
	 */
	void awaitFound() {
		try {
			if (!this.found.await(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
				throw new TimeoutException(this.fault);
			}
		}
		catch (InterruptedException ex) {
			throw new InterruptException(ex);
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
