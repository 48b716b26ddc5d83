package io.realtimeclock.gateway.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Asks the Kafka cluster, within a bounded time, for what a consumer can't. */
@Component
final class ClusterAdmin implements AutoCloseable {

	private static final long TIMEOUT_SECONDS = 1;

	private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);

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
		return new Topic(topic.topicId(), leaders(topic), end(topic));
	}

	private @Nullable TopicDescription describe(String name) {
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

	private long end(TopicDescription topic) {
		Map<TopicPartition, OffsetSpec> latest = topic.partitions()
			.stream()
			.collect(Collectors.toMap((partition) -> new TopicPartition(topic.name(), partition.partition()),
					(partition) -> OffsetSpec.latest()));
		try {
			return ask((admin) -> admin.listOffsets(latest).all()).values()
				.stream()
				.mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
				.sum();
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
	 * Return the descriptions of those topics that Kafka describes.
	 * @param refused receives each other topic and the reason
	 * @throws KafkaException if Kafka can't be asked
	 */
	Map<String, TopicDescription> describe(Collection<String> names, BiConsumer<String, Throwable> refused) {
		return askAll((admin) -> admin.describeTopics(names).topicNameValues(), refused);
	}

	/**
	 * Return an offset of those partitions of which Kafka has one. The latest offset is
	 * that of the first record of an open transaction, since nothing after it can be read
	 * yet.
	 * @param refused receives each other partition and the reason
	 * @throws KafkaException if Kafka can't be asked
	 */
	Map<TopicPartition, Long> committedOffsets(Set<TopicPartition> partitions, OffsetSpec which,
			BiConsumer<TopicPartition, Throwable> refused) {
		Map<TopicPartition, OffsetSpec> wanted = partitions.stream()
			.collect(Collectors.toMap(Function.identity(), (partition) -> which));
		return askAll((admin) -> {
			ListOffsetsResult offsets = admin.listOffsets(wanted,
					new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
			return partitions.stream()
				.collect(Collectors.toMap(Function.identity(), (partition) -> offsets.partitionResult(partition)
					.thenApply(ListOffsetsResult.ListOffsetsResultInfo::offset)));
		}, refused);
	}

	/** All together have the time that one question has. */
	private <K, T> Map<K, T> askAll(Function<Admin, Map<K, KafkaFuture<T>>> questions,
			BiConsumer<K, Throwable> refused) {
		long deadline = System.nanoTime() + TIMEOUT_NANOS;
		Map<K, T> answers = new HashMap<>();
		questions.apply(admin()).forEach((key, answer) -> {
			try {
				answers.put(key, await(answer, deadline - System.nanoTime()));
			}
			catch (ExecutionException ex) {
				refused.accept(key, (ex.getCause() != null) ? ex.getCause() : ex);
			}
			catch (TimeoutException ex) {
				refused.accept(key, new TimeoutException("no answer within " + TIMEOUT_SECONDS + " s"));
			}
		});
		return answers;
	}

	/**
	 * Ask anything.
	 * @throws ExecutionException if Kafka refuses
	 * @throws TimeoutException if it does not answer
	 */
	<T> T ask(Question<T> question) throws ExecutionException, TimeoutException {
		return await(question.askedOf(admin()), TIMEOUT_NANOS);
	}

	private static <T> T await(KafkaFuture<T> answer, long nanos) throws ExecutionException, TimeoutException {
		try {
			return answer.get(nanos, TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new KafkaException("interrupted", ex);
		}
	}

	/** It connects again by itself, but can't be created before a host name is known. */
	private synchronized Admin admin() {
		if (this.admin == null) {
			try {
				this.admin = Admin.create(this.settings.getConfigurationProperties());
			}
			catch (org.apache.kafka.common.KafkaException ex) {
				throw new KafkaException("no client can be created: " + NestedExceptionUtils.getMostSpecificCause(ex),
						ex);
			}
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
