package io.realtimeclock.gateway.consumer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.feed.Feeds;
import io.realtimeclock.gateway.tick.TickLimits;
import io.realtimeclock.health.Supervised;
import io.realtimeclock.health.Supervisor;
import io.realtimeclock.logging.LogRateLimiter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads the topics of all feeds, from their beginning, with a consumer and a thread of
 * its own: a feed of millions of records does not delay the clock. It is assigned all
 * partitions, since a member of a group gets a new one only with its next heartbeat,
 * seconds later.
 */
@Component
final class FeedConsumer implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(FeedConsumer.class);

	private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);

	private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);

	private static final Duration SILENCE_LIMIT = Duration.ofMinutes(1);

	private final ConsumerFactory<byte[], byte[]> consumers;

	private final Supervisor supervisor;

	private final boolean wanted;

	private final String clientId;

	private final Properties settings = new Properties();

	private final Set<String> lost = ConcurrentHashMap.newKeySet();

	private volatile Plan plan = new Plan(Map.of(), Set.of());

	private volatile @Nullable Thread thread;

	// All below belongs to the thread
	private final LogRateLimiter faultRate = new LogRateLimiter(Duration.ofSeconds(10));

	private final FeedReadings readings;

	FeedConsumer(ConsumerFactory<byte[], byte[]> consumers, Feeds feeds, Supervisor supervisor,
			GatewayProperties gateway, TickLimits limits) {
		this.consumers = consumers;
		this.supervisor = supervisor;
		this.clientId = gateway.consumerGroup() + "-feeds";
		this.wanted = !feeds.all().isEmpty();
		this.readings = new FeedReadings(feeds.all(), limits.staleRepeat());
		this.settings.setProperty(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
		this.settings.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
		this.settings.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
		this.settings.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "500");
		this.settings.setProperty(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "1048576");
		this.settings.setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "524288");
		this.settings.setProperty(ConsumerConfig.METADATA_MAX_AGE_CONFIG, "1000");
	}

	/** Read what is there now; any thread may call it. */
	void read(Plan plan) {
		this.plan = plan;
	}

	/** Return the topics that have to be found again, since reading them failed. */
	Set<String> takeLost() {
		Set<String> topics = Set.copyOf(this.lost);
		this.lost.removeAll(topics);
		return topics;
	}

	private void run(Supervised life) {
		long retryAt = System.nanoTime();
		while (isRunning()) {
			try {
				pauseUntil(retryAt);
				read(life);
			}
			catch (Throwable ex) {
				if (this.faultRate.tryAcquire()) {
					logger.warn("The feeds are not read, trying again: " + ex, (ex instanceof Error) ? ex : null);
				}
				retryAt = System.nanoTime() + RETRY_PAUSE.toNanos();
			}
		}
		life.stopped();
	}

	/** While nothing can be read, clients still receive the stale notice. */
	private void pauseUntil(long end) {
		while (isRunning() && System.nanoTime() - end < 0) {
			LockSupport.parkNanos(POLL_TIMEOUT.toNanos());
			this.readings.notifyIfStale();
		}
	}

	private void read(Supervised life) {
		life.alive();
		try (Consumer<byte[], byte[]> consumer = this.consumers.createConsumer(null, this.clientId, null,
				this.settings)) {
			Plan applied = null;
			while (isRunning()) {
				life.alive();
				Plan now = this.plan;
				if (!now.equals(applied)) {
					this.readings.apply(now, consumer);
					applied = now;
				}
				poll(consumer);
				this.readings.notifyIfStale();
			}
		}
	}

	private void poll(Consumer<byte[], byte[]> consumer) {
		if (this.readings.isEmpty()) {
			LockSupport.parkNanos(POLL_TIMEOUT.toNanos());
			return;
		}
		try {
			this.readings.take(consumer.poll(POLL_TIMEOUT), consumer);
		}
		catch (OffsetOutOfRangeException ex) {
			ex.offsetOutOfRangePartitions().keySet().forEach((partition) -> lose(partition.topic()));
		}
		catch (TopicAuthorizationException ex) {
			ex.unauthorizedTopics().forEach(this::lose);
			if (this.faultRate.tryAcquire()) {
				logger.warn("Kafka refuses to let the feeds' topics be read: " + ex.unauthorizedTopics());
			}
		}
	}

	/** Read a topic again once it was found again. */
	private void lose(String topic) {
		this.lost.add(topic);
		Map<String, FeedTopic> others = new HashMap<>(this.plan.found());
		others.remove(topic);
		this.plan = new Plan(Map.copyOf(others), Set.of());
	}

	@Override
	public void start() {
		if (this.wanted) {
			Supervised life = this.supervisor.register("Kafka consumer of the feeds", SILENCE_LIMIT);
			Thread reader = new Thread(() -> run(life), "feeds");
			reader.setDaemon(true);
			this.thread = reader;
			reader.start();
		}
	}

	@Override
	public void stop() {
		Thread reader = this.thread;
		this.thread = null;
		Supervised.join(reader, POLL_TIMEOUT.plusSeconds(2));
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	@Override
	public int getPhase() {
		return DEFAULT_PHASE - 100;
	}

	/**
	 * What is to be read.
	 *
	 * @param found the topics that exist
	 * @param absent the topics that don't
	 */
	record Plan(Map<String, FeedTopic> found, Set<String> absent) {
	}

	/**
	 * A feed's topic as it was when it was found.
	 *
	 * @param name its name
	 * @param id its id, another one after it was deleted and created again
	 * @param generation another one each time that the topic has to be read from its
	 * beginning
	 * @param begins the first offset of each partition
	 * @param ends the offset after the last record of each partition
	 */
	record FeedTopic(String name, Uuid id, long generation, Map<TopicPartition, Long> begins,
			Map<TopicPartition, Long> ends) {

		long records() {
			return sum(this.ends) - sum(this.begins);
		}

		private static long sum(Map<TopicPartition, Long> offsets) {
			return offsets.values().stream().mapToLong(Long::longValue).sum();
		}

	}

}
