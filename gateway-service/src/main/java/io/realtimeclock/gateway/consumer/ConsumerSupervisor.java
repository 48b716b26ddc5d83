package io.realtimeclock.gateway.consumer;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.gateway.tick.TickFeed;
import io.realtimeclock.gateway.tick.TickFeed.SourceHealth;
import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.TickNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * While no tick comes, asks Kafka why: whether it answers, whether the topic exists and
 * is still the same one, and whether the consumer gets what is in it. A consumer that
 * does not is replaced until one does.
 */
@Component
final class ConsumerSupervisor {

	private static final Log logger = LogFactory.getLog(ConsumerSupervisor.class);

	private static final long QUESTION_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final long SHORTEST_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

	private static final long LONGEST_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(8);

	private final TickFeed feed;

	private final TickConsumer consumer;

	private final ClusterAdmin cluster;

	private final DependencyHealth kafka;

	private final SourceHealth source;

	private final long silenceNanos;

	private final Backlog backlog = new Backlog();

	private long patienceNanos = SHORTEST_PATIENCE_NANOS;

	private @Nullable Long faultySince;

	private boolean works;

	private long nextQuestion = System.nanoTime();

	ConsumerSupervisor(TickFeed feed, TickConsumer consumer, ClusterAdmin cluster,
			DependencyHealth kafkaHealthIndicator, SourceHealth source, ClockProperties clock) {
		this.feed = feed;
		this.consumer = consumer;
		this.cluster = cluster;
		this.kafka = kafkaHealthIndicator;
		this.source = source;
		this.silenceNanos = clock.period().plus(Duration.ofMillis(500)).toNanos();
	}

	@Scheduled(fixedDelay = 250)
	void check() {
		if (!this.consumer.isWanted()) {
			return;
		}
		ConsumerThread thread = this.consumer.thread();
		boolean sound = thread != null && thread.fault() == null;
		if (sound && this.feed.age() < this.silenceNanos) {
			works();
		}
		else if (!sound || !this.works || System.nanoTime() - this.nextQuestion >= 0) {
			ask();
			this.nextQuestion = System.nanoTime() + QUESTION_PAUSE_NANOS;
		}
	}

	private void ask() {
		try {
			ClusterAdmin.Topic topic = this.cluster.topic(TickNames.TOPIC);
			if (topic == null) {
				waitFor("there is no topic '" + TickNames.TOPIC + "'; a ticker creates it");
			}
			else {
				read(topic);
			}
		}
		catch (RuntimeException ex) {
			waitFor("it does not answer, trying again: " + ex.getMessage());
		}
	}

	/** What is missing here is missing for all gateways, so this one stays ready. */
	private void waitFor(String missing) {
		this.works = false;
		this.faultySince = null;
		this.source.deaf(false);
		this.kafka.down(missing);
		this.consumer.alive();
	}

	private void read(ClusterAdmin.Topic topic) {
		ConsumerThread thread = this.consumer.thread();
		if (thread == null || !thread.topic().id().equals(topic.id())) {
			replace(topic);
			return;
		}
		String fault = thread.fault();
		if (fault == null) {
			fault = this.backlog.fault(topic.end(), thread.records());
		}
		if (fault == null) {
			works();
			return;
		}
		this.works = false;
		this.kafka.down("it answers, but this gateway's consumer in the group " + thread.group() + " " + fault);
		long now = System.nanoTime();
		if (this.faultySince == null) {
			this.faultySince = now;
		}
		else if (now - this.faultySince > this.patienceNanos) {
			this.source.deaf(true);
			this.patienceNanos = Math.min(2 * this.patienceNanos, LONGEST_PATIENCE_NANOS);
			replace(topic);
		}
	}

	private void replace(ClusterAdmin.Topic topic) {
		this.works = false;
		this.faultySince = null;
		this.backlog.reset();
		this.consumer.read(topic);
	}

	private void works() {
		ConsumerThread thread = this.consumer.thread();
		if (!this.works && thread != null) {
			logger.info("Reading the topic '" + TickNames.TOPIC + "' from " + thread.topic().leader() + " in the group "
					+ thread.group());
		}
		this.works = true;
		this.faultySince = null;
		this.patienceNanos = SHORTEST_PATIENCE_NANOS;
		this.source.deaf(false);
		this.kafka.up();
	}

	/** Notices records that are in the topic and don't come. */
	private static final class Backlog {

		private long begin = -1;

		private long lastRead;

		void reset() {
			this.begin = -1;
		}

		@Nullable String fault(long end, long read) {
			if (this.begin < 0) {
				this.begin = end - read;
			}
			boolean stands = read == this.lastRead;
			this.lastRead = read;
			return (stands && end - this.begin > read) ? "does not get the records of the topic" : null;
		}

	}

}
