package io.realtimeclock.gateway.consumer;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.tick.TickFeed.SourceHealth;
import io.realtimeclock.health.Supervised;
import io.realtimeclock.health.Supervisor;
import io.realtimeclock.settings.ClockProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads the topic in a consumer group of this replica's own (KIP-848), from the newest
 * record on. It commits nothing, and deletes its group when it stops.
 */
@Component
final class TickConsumer implements SmartLifecycle {

	private static final Duration SILENCE_LIMIT = Duration.ofMinutes(1);

	private static final Duration LONGEST_FETCH = Duration.ofSeconds(10);

	private final ConsumerFactory<byte[], byte[]> consumers;

	private final TickListener listener;

	private final ReplicaGroup group;

	private final SourceHealth health;

	private final Supervised life;

	private final String clientId;

	private final Properties settings = new Properties();

	private volatile @Nullable ConsumerThread thread;

	private volatile boolean wanted;

	TickConsumer(ConsumerFactory<byte[], byte[]> consumers, TickListener listener, ClusterAdmin cluster,
			SourceHealth health, Supervisor supervisor, GatewayProperties gateway, ClockProperties clock) {
		this.consumers = consumers;
		this.listener = listener;
		this.group = new ReplicaGroup(cluster, gateway.consumerGroup());
		this.health = health;
		this.life = supervisor.register("Kafka consumer", SILENCE_LIMIT);
		this.clientId = gateway.consumerGroup();
		// As long as ticks come, no answer to a fetch is empty
		long fetch = Math.min(4 * clock.period().toMillis(), LONGEST_FETCH.toMillis());
		this.settings.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Long.toString(Math.max(2000, fetch)));
	}

	/** Tell whether it should read. */
	boolean isWanted() {
		return this.wanted;
	}

	/** Return the consumer that reads the topic now, if there is one. */
	@Nullable ConsumerThread thread() {
		return this.thread;
	}

	/** Note that nothing can be read for now, which is not this consumer's fault. */
	void alive() {
		this.life.alive();
	}

	/**
	 * Read this topic, and no other, with a new consumer. A consumer that joined before
	 * the topic existed, or was created again, would notice it only with its next
	 * heartbeat, seconds later.
	 */
	synchronized void read(ClusterAdmin.Topic topic) {
		end();
		if (this.wanted) {
			String group = this.group.choose();
			ConsumerThread next = new ConsumerThread(topic, group,
					this.consumers.createConsumer(group, this.clientId, null, this.settings), this.listener,
					this.health, this.life);
			this.thread = next;
			next.start();
		}
	}

	private void end() {
		ConsumerThread last = this.thread;
		if (last != null) {
			this.thread = null;
			last.stop();
			// In a group that has just lost a member a new one gets nothing until its
			// next heartbeat, too
			this.group.delete();
		}
	}

	@Override
	public void start() {
		this.wanted = true;
	}

	@Override
	public void stop() {
		this.wanted = false;
		synchronized (this) {
			end();
		}
		this.life.stopped();
	}

	@Override
	public boolean isRunning() {
		return this.wanted;
	}

	@Override
	public int getPhase() {
		return DEFAULT_PHASE - 100;
	}

	/**
	 * The consumer group of this replica. After a crash it may still hold its dead
	 * member, which keeps the partition until the broker's session time-out; then the
	 * first of {@code gateway-<replica>-2}, {@code -3} and so on that is free is used.
	 */
	private static final class ReplicaGroup {

		private static final Log logger = LogFactory.getLog(ReplicaGroup.class);

		private final ClusterAdmin cluster;

		private final String first;

		private String current;

		ReplicaGroup(ClusterAdmin cluster, String first) {
			this.cluster = cluster;
			this.first = first;
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
		 * Kafka can't always tell, least of all before its first group; then there is
		 * none.
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
				logger.info(
						"The consumer group " + this.current + " stays behind; it holds no offsets and expires: " + ex);
			}
		}

	}

}
