package io.realtimeclock.gateway.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Asks the Kafka cluster, within a bounded time, for what a consumer can't. */
@Component
final class ClusterAdmin implements AutoCloseable {

	private static final long TIMEOUT_SECONDS = 1;

	private final KafkaAdmin settings;

	private @Nullable Admin admin;

	ClusterAdmin(KafkaAdmin settings) {
		this.settings = settings;
	}

	/**
	 * Return a topic, if it exists.
	 * @throws KafkaException if Kafka does not answer, or the topic can't be read from
	 */
	@Nullable Topic topic(String name) {
		TopicDescription topic = describe(name);
		if (topic == null) {
			return null;
		}
		Collection<Long> ends = offsets(topic.partitions()
			.stream()
			.map((partition) -> new TopicPartition(name, partition.partition()))
			.toList(), OffsetSpec.latest()).values();
		return new Topic(topic.topicId(), leaders(topic), ends.stream().mapToLong(Long::longValue).sum());
	}

	/**
	 * Return the description of a topic, if it exists.
	 * @throws KafkaException if Kafka does not answer
	 */
	@Nullable TopicDescription describe(String name) {
		try {
			return ask((admin) -> admin.describeTopics(List.of(name)).allTopicNames()).values().iterator().next();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof UnknownTopicOrPartitionException) {
				return null;
			}
			throw new KafkaException("no description of the topic", ex);
		}
		catch (TimeoutException ex) {
			throw new KafkaException("no description of the topic within " + TIMEOUT_SECONDS + " s", ex);
		}
	}

	/**
	 * Return an offset of each partition.
	 * @throws KafkaException if Kafka does not answer, or a partition can't be read from
	 */
	Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which) {
		Map<TopicPartition, OffsetSpec> wanted = partitions.stream()
			.collect(Collectors.toMap(Function.identity(), (partition) -> which));
		try {
			return ask((admin) -> admin.listOffsets(wanted).all()).entrySet()
				.stream()
				.collect(Collectors.toMap(Map.Entry::getKey, (offset) -> offset.getValue().offset()));
		}
		catch (ExecutionException ex) {
			throw new KafkaException("no offsets of the topic", ex);
		}
		catch (TimeoutException ex) {
			throw new KafkaException("no offsets of the topic within " + TIMEOUT_SECONDS + " s", ex);
		}
	}

	private static String leaders(TopicDescription topic) {
		return topic.partitions()
			.stream()
			.map(TopicPartitionInfo::leader)
			.map((leader) -> (leader != null) ? leader.host() + ":" + leader.port() : "no broker")
			.distinct()
			.collect(Collectors.joining(", "));
	}

	/**
	 * Ask anything.
	 * @throws ExecutionException if Kafka refuses
	 * @throws TimeoutException if it does not answer
	 */
	<T> T ask(Question<T> question) throws ExecutionException, TimeoutException {
		try {
			return question.askedOf(admin()).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new KafkaException("interrupted", ex);
		}
	}

	/** It connects again by itself, but can't be created before a host name is known. */
	private synchronized Admin admin() {
		if (this.admin == null) {
			this.admin = Admin.create(this.settings.getConfigurationProperties());
		}
		return this.admin;
	}

	@Override
	public synchronized void close() {
		if (this.admin != null) {
			this.admin.close(Duration.ZERO);
			this.admin = null;
		}
	}

	interface Question<T> {

		KafkaFuture<T> askedOf(Admin admin);

	}

	/**
	 * A topic as it is now.
	 *
	 * @param id its id, another one after it was deleted and created again
	 * @param leader the broker that it is read from
	 * @param end how many records it has ever had
	 */
	record Topic(Uuid id, String leader, long end) {
	}

}
