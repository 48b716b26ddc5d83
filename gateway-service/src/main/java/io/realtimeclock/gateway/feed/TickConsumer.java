package io.realtimeclock.gateway.feed;

import java.time.Duration;
import java.util.Collection;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.tick.TickNames;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Reads the topic in a consumer group of this replica's own (KIP-848), from the newest
 * record on. It commits nothing, and its group goes with it.
 */
@Component
final class TickConsumer implements SmartLifecycle {

	private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);

	private final KafkaMessageListenerContainer<byte[], byte[]> container;

	private final ClusterAdmin cluster;

	private final String group;

	private volatile boolean wanted;

	TickConsumer(ConsumerFactory<byte[], byte[]> consumers, TickListener listener, SourceHealth health,
			ClusterAdmin cluster, GatewayProperties properties) {
		this.cluster = cluster;
		this.group = properties.consumerGroup();
		ContainerProperties settings = new ContainerProperties(TickNames.TOPIC);
		settings.setGroupId(this.group);
		settings.setClientId(this.group);
		settings.setMessageListener(listener);
		settings.setAckMode(ContainerProperties.AckMode.MANUAL);
		settings.setAssignmentCommitOption(ContainerProperties.AssignmentCommitOption.NEVER);
		// An empty answer to a fetch makes the client's poll wait for its whole timeout
		// (KAFKA-20780)
		settings.setPollTimeout(POLL_TIMEOUT.toMillis());
		settings.setAuthExceptionRetryInterval(Duration.ofSeconds(1));
		settings.setConsumerRebalanceListener(new ConsumerAwareRebalanceListener() {

			@Override
			public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
				if (!partitions.isEmpty()) {
					health.consuming();
				}
			}

		});
		this.container = new KafkaMessageListenerContainer<>(consumers, settings);
		this.container.setBeanName("ticks");
	}

	/**
	 * Tell whether it should read but does not.
	 */
	boolean isIdle() {
		return this.wanted && !this.container.isRunning();
	}

	/**
	 * Start reading. A consumer that joins before the topic exists would hear of the
	 * topic only with its next heartbeat, seconds later.
	 * @return {@code false} if there is no topic yet
	 * @throws org.springframework.kafka.KafkaException if Kafka does not answer
	 */
	boolean startIfTopicExists() {
		boolean exists = this.cluster.topicExists(TickNames.TOPIC);
		if (exists) {
			this.container.start();
		}
		return exists;
	}

	@Override
	public void start() {
		this.wanted = true;
	}

	@Override
	public void stop() {
		this.wanted = false;
		if (this.container.isRunning()) {
			this.container.stop();
			this.cluster.deleteGroup(this.group);
		}
	}

	@Override
	public boolean isRunning() {
		return this.wanted;
	}

	@Override
	public int getPhase() {
		return DEFAULT_PHASE - 100;
	}

}
