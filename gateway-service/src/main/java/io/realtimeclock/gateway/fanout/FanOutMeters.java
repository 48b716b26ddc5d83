package io.realtimeclock.gateway.fanout;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.stereotype.Component;

/** What an operator can see of the fan-out. */
@Component
final class FanOutMeters {

	private final MeterRegistry meters;

	private final InstantSource clock;

	private final Timer sweep;

	FanOutMeters(MeterRegistry meters, InstantSource clock) {
		this.meters = meters;
		this.clock = clock;
		this.sweep = Timer.builder("gateway.fanout.latency")
			.description("From the beginning of a tick's slot to its write to the last client of an event loop")
			.publishPercentileHistogram()
			.minimumExpectedValue(Duration.ofMillis(1))
			.maximumExpectedValue(Duration.ofSeconds(5))
			.register(meters);
	}

	<T> void connections(T source, ToDoubleFunction<T> count, ToDoubleFunction<T> stalled) {
		Gauge.builder("gateway.connections", source, count).description("Connected clients").register(this.meters);
		Gauge.builder("gateway.connections.stalled", source, stalled)
			.description("Clients that could not be written to when it was last looked")
			.register(this.meters);
	}

	void swept(Instant slot) {
		Duration latency = Duration.between(slot, this.clock.instant());
		if (!latency.isNegative()) {
			this.sweep.record(latency);
		}
	}

}
