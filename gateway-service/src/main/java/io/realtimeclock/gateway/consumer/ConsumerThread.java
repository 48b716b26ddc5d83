package io.realtimeclock.gateway.consumer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.realtimeclock.gateway.tick.TickFeed.SourceHealth;
import io.realtimeclock.health.Supervised;
import io.realtimeclock.tick.TickNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka consumer on a thread of its own, until it is stopped or something is thrown. A
 * consumer that has failed is replaced: after many failures it would go on polling
 * without ever getting a partition again.
 */
final class ConsumerThread {

	private static final Log logger = LogFactory.getLog(ConsumerThread.class);

	// An empty answer to a fetch makes the client's poll wait for its whole timeout
	// (KAFKA-20780)
	private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

	private static final long HANG_NANOS = TimeUnit.SECONDS.toNanos(5);

	private final Thread thread = new Thread(this::run, "ticks");

	private final ClusterAdmin.Topic topic;

	private final String group;

	private final Consumer<byte[], byte[]> consumer;

	private final TickListener listener;

	private final SourceHealth health;

	private final Supervised life;

	private volatile boolean stopping;

	private volatile boolean assigned;

	private volatile @Nullable Throwable failure;

	private volatile long lastPoll = System.nanoTime();

	private final AtomicLong records = new AtomicLong();

	/**
	 * Create a consumer.
	 * @param topic what it is to read, as it is now
	 */
	ConsumerThread(ClusterAdmin.Topic topic, String group, Consumer<byte[], byte[]> consumer, TickListener listener,
			SourceHealth health, Supervised life) {
		this.topic = topic;
		this.group = group;
		this.consumer = consumer;
		this.listener = listener;
		this.health = health;
		this.life = life;
		this.thread.setDaemon(true);
	}

	void start() {
		this.thread.start();
	}

	/** Leave the group and end. */
	void stop() {
		this.stopping = true;
		Supervised.join(this.thread, CLOSE_TIMEOUT.plusSeconds(1));
	}

	/** Return the topic as it was when the consumer was created. */
	ClusterAdmin.Topic topic() {
		return this.topic;
	}

	String group() {
		return this.group;
	}

	/** Return how many records it has read. */
	long records() {
		return this.records.get();
	}

	/** Return what keeps it from reading, or {@code null} if nothing does. */
	@Nullable String fault() {
		if (this.failure instanceof UnsupportedVersionException) {
			return "needs Kafka 4.0 or later with group.version=1 or higher: " + this.failure;
		}
		if (this.failure != null) {
			return "has ended with " + this.failure;
		}
		if (System.nanoTime() - this.lastPoll > HANG_NANOS) {
			return "hangs";
		}
		return this.assigned ? null : "gets no partition; does another gateway have the same gateway.replica?";
	}

	private void run() {
		try {
			this.consumer.subscribe(List.of(TickNames.TOPIC));
			while (!this.stopping) {
				poll();
			}
		}
		catch (Throwable ex) {
			this.failure = ex;
			if (ex instanceof Error) {
				logger.error("The consumer has ended and will be replaced", ex);
			}
		}
		close();
	}

	private void poll() {
		ConsumerRecords<byte[], byte[]> batch = this.consumer.poll(POLL_TIMEOUT);
		this.lastPoll = System.nanoTime();
		this.life.alive();
		this.assigned = !this.consumer.assignment().isEmpty();
		if (this.assigned) {
			this.health.consuming();
		}
		if (!batch.isEmpty()) {
			this.records.addAndGet(batch.count());
			this.listener.onRecords(batch);
		}
	}

	private void close() {
		try {
			this.consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
		}
		catch (RuntimeException ex) {
			logger.debug("The consumer could not leave its group", ex);
		}
	}

}
