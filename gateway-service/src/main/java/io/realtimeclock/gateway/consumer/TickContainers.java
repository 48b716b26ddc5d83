package io.realtimeclock.gateway.consumer;

import java.time.Duration;
import java.util.Collection;

import io.micrometer.observation.ObservationRegistry;
import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.feed.SourceHealth;
import io.realtimeclock.tick.TickNames;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.stereotype.Component;

/** Makes the container that polls Kafka for ticks. */
@Component
final class TickContainers {

	private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);

	private final ConsumerFactory<byte[], byte[]> consumers;

	private final ContainerProperties settings = new ContainerProperties(TickNames.TOPIC);

	TickContainers(ConsumerFactory<byte[], byte[]> consumers, TickListener listener, SourceHealth health,
			GatewayProperties properties, KafkaProperties kafka, ObservationRegistry observations) {
		this.consumers = consumers;
		this.settings.setClientId(properties.consumerGroup());
		this.settings.setMessageListener(listener);
		this.settings.setAckMode(ContainerProperties.AckMode.MANUAL);
		this.settings.setAssignmentCommitOption(ContainerProperties.AssignmentCommitOption.NEVER);
		// An empty answer to a fetch makes the client's poll wait for its whole timeout
		// (KAFKA-20780)
		this.settings.setPollTimeout(POLL_TIMEOUT.toMillis());
		this.settings.setAuthExceptionRetryInterval(Duration.ofSeconds(1));
		this.settings.setObservationEnabled(kafka.getListener().isObservationEnabled());
		// Each record belongs to a trace of its own
		this.settings.setRecordObservationsInBatch(true);
		this.settings.setObservationRegistry(observations);
		this.settings.setConsumerRebalanceListener(new ConsumerAwareRebalanceListener() {

			@Override
			public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
				if (!partitions.isEmpty()) {
					health.consuming();
				}
			}

		});
	}

	KafkaMessageListenerContainer<byte[], byte[]> create() {
		KafkaMessageListenerContainer<byte[], byte[]> container = new KafkaMessageListenerContainer<>(this.consumers,
				this.settings);
		container.setBeanName("ticks");
		return container;
	}

}
