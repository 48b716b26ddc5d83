package io.realtimeclock.gateway.consumer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Asks the Kafka cluster, within a bounded time, for what a consumer can't. */
@Component
final class ClusterAdmin {

	private static final long TIMEOUT_SECONDS = 1;

	private final KafkaAdmin admin;

	ClusterAdmin(KafkaAdmin admin) {
		this.admin = admin;
	}

	/**
	 * Return the id of a topic, if there is one; deleted and made anew it has another.
	 * @throws KafkaException if Kafka does not answer
	 */
	@Nullable Uuid topicId(String topic) {
		try {
			return ask((admin) -> admin.describeTopics(List.of(topic)).allTopicNames()).values()
				.iterator()
				.next()
				.topicId();
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
	 * Ask anything.
	 * @throws ExecutionException if Kafka refuses
	 * @throws TimeoutException if it does not answer
	 */
	<T> T ask(Question<T> question) throws ExecutionException, TimeoutException {
		Admin admin = Admin.create(this.admin.getConfigurationProperties());
		try {
			return question.askedOf(admin).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new KafkaException("interrupted", ex);
		}
		finally {
			admin.close(Duration.ZERO);
		}
	}

	interface Question<T> {

		KafkaFuture<T> askedOf(Admin admin);

	}

}
