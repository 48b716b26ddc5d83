package io.realtimeclock.gateway.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.realtimeclock.gateway.rfc6455.CloseCode;

import org.springframework.stereotype.Component;

/** The metrics of the clients and of what is sent to them. */
@Component
final class BroadcastMeters {

	private final MeterRegistry meters;

	private final InstantSource clock;

	private final Timer latency;

	private final Counter conflated;

	private final MeterProvider<Counter> closed;

	BroadcastMeters(MeterRegistry meters, InstantSource clock) {
		this.meters = meters;
		this.clock = clock;
		this.latency = Timer.builder("gateway.fanout.latency")
			.description("From the beginning of a tick's slot to its write to the last client of an event loop")
			.publishPercentileHistogram()
			.minimumExpectedValue(Duration.ofMillis(1))
			.maximumExpectedValue(Duration.ofSeconds(5))
			.register(meters);
		this.conflated = Counter.builder("gateway.frames.conflated")
			.description("Ticks that a newer one replaced before a stalled client could take them")
			.register(meters);
		this.closed = Counter.builder("gateway.connections.closed")
			.description("Connections closed by this gateway, by status code")
			.withRegistry(meters);
		for (CloseCode code : CloseCode.values()) {
			// Each is exported before it is counted for the first time
			closed(code);
		}
	}

	<T> void connections(T source, ToDoubleFunction<T> count, ToDoubleFunction<T> stalled) {
		Gauge.builder("gateway.connections", source, count).description("Connected clients").register(this.meters);
		Gauge.builder("gateway.connections.stalled", source, stalled)
			.description("Clients that could not be written to at the last check")
			.register(this.meters);
	}

	void written(Instant since) {
		Duration age = Duration.between(since, this.clock.instant());
		if (!age.isNegative()) {
			this.latency.record(age);
		}
	}

	void conflated() {
		this.conflated.increment();
	}

	Counter closed(CloseCode code) {
		return this.closed.withTag("code", Integer.toString(code.number()));
	}

}
