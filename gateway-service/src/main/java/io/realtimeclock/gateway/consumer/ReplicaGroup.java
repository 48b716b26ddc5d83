package io.realtimeclock.gateway.consumer;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import io.realtimeclock.gateway.GatewayProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.common.errors.GroupNotEmptyException;

import org.springframework.kafka.KafkaException;
import org.springframework.stereotype.Component;

/**
 * The consumer group of this replica. After a crash it may still hold its dead member,
 * which keeps the partition until the broker's session time-out; then the first of
 * {@code gateway-<replica>-2}, {@code -3} and so on that is free is used.
 */
@Component
final class ReplicaGroup {

	private static final Log logger = LogFactory.getLog(ReplicaGroup.class);

	private final ClusterAdmin cluster;

	private final String first;

	private String current;

	ReplicaGroup(ClusterAdmin cluster, GatewayProperties properties) {
		this.cluster = cluster;
		this.first = properties.consumerGroup();
		this.current = this.first;
	}

	/** Choose a group without members, and return its id. */
	String choose() {
		this.current = this.first;
		for (int number = 2; hasMembers(this.current); number++) {
			this.current = this.first + "-" + number;
		}
		return this.current;
	}

	/**
	 * Kafka can't always tell, least of all before its first group; then there is none.
	 */
	private boolean hasMembers(String group) {
		try {
			return this.cluster.ask((admin) -> admin.describeConsumerGroups(List.of(group)).all())
				.values()
				.stream()
				.anyMatch((description) -> !description.members().isEmpty());
		}
		catch (ExecutionException | TimeoutException ex) {
			return false;
		}
	}

	/** Delete the chosen group, unless another gateway has joined it too. */
	void delete() {
		try {
			this.cluster.ask((admin) -> admin.deleteConsumerGroups(List.of(this.current)).all());
		}
		catch (ExecutionException | TimeoutException | KafkaException ex) {
			if (ex.getCause() instanceof GroupNotEmptyException) {
				return;
			}
			logger.info("The consumer group " + this.current + " stays behind; it holds no offsets and expires: " + ex);
		}
	}

}
