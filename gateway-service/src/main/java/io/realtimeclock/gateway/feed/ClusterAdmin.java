package io.realtimeclock.gateway.feed;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/**
 * Asks the Kafka cluster, within a bounded time, for what a consumer can't.
 */
@Component
final class ClusterAdmin {

	private static final Log logger = LogFactory.getLog(ClusterAdmin.class);

	private static final long TIMEOUT_SECONDS = 1;

	private final KafkaAdmin admin;

	ClusterAdmin(KafkaAdmin admin) {
		this.admin = admin;
	}

	boolean topicExists(String topic) {
		try {
			ask((admin) -> admin.describeTopics(List.of(topic)).allTopicNames());
			return true;
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof UnknownTopicOrPartitionException) {
				return false;
			}
			throw new KafkaException("no description of the topic", ex);
		}
		catch (TimeoutException ex) {
			throw new KafkaException("no description of the topic within " + TIMEOUT_SECONDS + " s", ex);
		}
	}

	/**
	 * Delete a group without members, so that no group of a replica that has gone stays
	 * behind.
	 * @param group the group's id
	 */
	void deleteGroup(String group) {
		try {
			ask((admin) -> admin.deleteConsumerGroups(List.of(group)).all());
		}
		catch (ExecutionException | TimeoutException | KafkaException ex) {
			logger.info("The consumer group " + group + " stays behind; it holds no offsets and expires: " + ex);
		}
	}

	private void ask(Question question) throws ExecutionException, TimeoutException {
		Admin admin = Admin.create(this.admin.getConfigurationProperties());
		try {
			question.askedOf(admin).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new KafkaException("interrupted", ex);
		}
		finally {
			admin.close(Duration.ZERO);
		}
	}

	private interface Question {

		KafkaFuture<?> askedOf(Admin admin);

	}

}
