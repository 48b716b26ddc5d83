package io.realtimeclock.ticker.publish;

import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.realtimeclock.health.PartHealth;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Which ticks have reached Kafka, and how long each took. */
@Component
final class Acknowledgements {

	private final PartHealth kafkaHealth;

	private final MeterRegistry meters;

	private final AtomicInteger awaited = new AtomicInteger();

	private volatile boolean lastFailed;

	Acknowledgements(PartHealth kafkaHealthIndicator, MeterRegistry meters) {
		this.kafkaHealth = kafkaHealthIndicator;
		this.meters = meters;
	}

	Timer.Sample expectOne() {
		this.awaited.incrementAndGet();
		return Timer.start(this.meters);
	}

	void completed(Timer.Sample sample, @Nullable Throwable failure) {
		this.lastFailed = failure != null;
		this.awaited.decrementAndGet();
		sample.stop(Timer.builder("ticker.publishes")
			.description("Ticks sent to Kafka, by outcome, and the time to the acknowledgement")
			.tag("outcome", (failure != null) ? "failed" : "sent")
			.register(this.meters));
		if (failure == null) {
			this.kafkaHealth.up();
		}
		else {
			Throwable cause = (failure.getCause() != null) ? failure.getCause() : failure;
			this.kafkaHealth.down("a tick could not be published: " + cause.getMessage());
		}
	}

	boolean areComplete() {
		return !this.lastFailed && this.awaited.get() == 0;
	}

}
