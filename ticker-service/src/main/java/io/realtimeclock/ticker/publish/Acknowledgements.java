package io.realtimeclock.ticker.publish;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.health.Supervised;
import io.realtimeclock.health.Supervisor;
import io.realtimeclock.settings.ClockProperties;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Tracks which ticks Kafka has acknowledged, and how long each took. It is this replica's
 * only knowledge of Kafka's health.
 */
@Component
final class Acknowledgements {

	/** Longer than an undelivered tick takes to expire. */
	private static final long OVERDUE_NANOS = TimeUnit.SECONDS.toNanos(2);

	private static final Duration SILENCE_LIMIT = Duration.ofSeconds(20);

	private final DependencyHealth kafkaHealth;

	private final MeterRegistry meters;

	private final Supervised producer;

	private final LongSupplier nanoTime;

	/** When each unanswered tick was sent; Kafka answers in this order. */
	private final Queue<Long> awaited = new ConcurrentLinkedQueue<>();

	private volatile long lastSent;

	private volatile @Nullable Throwable failure;

	@Autowired
	Acknowledgements(DependencyHealth kafkaHealthIndicator, MeterRegistry meters, Supervisor supervisor,
			ClockProperties clock) {
		this(kafkaHealthIndicator, meters, supervisor, clock, System::nanoTime);
	}

	Acknowledgements(DependencyHealth kafkaHealthIndicator, MeterRegistry meters, Supervisor supervisor,
			ClockProperties clock, LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.lastSent = nanoTime.getAsLong();
		this.kafkaHealth = kafkaHealthIndicator;
		this.meters = meters;
		this.producer = supervisor.register("Kafka producer", SILENCE_LIMIT.plus(clock.period().multipliedBy(2)));
	}

	Timer.Sample expectOne() {
		this.lastSent = this.nanoTime.getAsLong();
		this.awaited.add(this.lastSent);
		return Timer.start(this.meters);
	}

	void completed(Timer.Sample sample, @Nullable Throwable failure) {
		Throwable cause = (failure != null && failure.getCause() != null) ? failure.getCause() : failure;
		this.failure = cause;
		this.awaited.poll();
		this.producer.alive();
		long nanos = sample.stop(Timer.builder("ticker.publishes")
			.description("Ticks sent to Kafka, by outcome, and the time to the acknowledgement")
			.tag("outcome", (cause != null) ? "failed" : "sent")
			.register(this.meters));
		if (cause == null) {
			this.kafkaHealth.up();
		}
		else {
			this.kafkaHealth.down("a tick could not be published: " + cause, Duration.ofNanos(nanos));
		}
	}

	/** Tell whether all ticks so far have arrived. Called at each slot. */
	boolean areComplete() {
		Long oldest = this.awaited.peek();
		if (oldest == null) {
			this.producer.alive();
			return this.failure == null;
		}
		long waited = this.nanoTime.getAsLong() - oldest;
		if (waited > OVERDUE_NANOS) {
			this.kafkaHealth.down("a tick was neither acknowledged nor refused within "
					+ TimeUnit.NANOSECONDS.toSeconds(waited) + " s");
		}
		return false;
	}

	/** Tell whether no tick was sent for a while and the last one arrived, if any. */
	boolean isQuietFor(Duration time) {
		return this.failure == null && this.awaited.isEmpty()
				&& this.nanoTime.getAsLong() - this.lastSent > time.toNanos();
	}

	/** Tell whether Kafka refused the last tick, other than by a timeout. */
	boolean wasRefused() {
		return this.failure != null && !(this.failure instanceof RetriableException);
	}

}
