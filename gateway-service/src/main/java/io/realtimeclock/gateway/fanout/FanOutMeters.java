package io.realtimeclock.gateway.fanout;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.realtimeclock.gateway.fanout.frame.CloseCode;

import org.springframework.stereotype.Component;

/**
 * What an operator can see of the fan-out.
 */
@Component
final class FanOutMeters {

	private final MeterRegistry meters;

	private final InstantSource clock;

	private final Counter conflated;

	private final Timer sweep;

	private final Map<CloseCode, Counter> closed = new EnumMap<>(CloseCode.class);

	FanOutMeters(MeterRegistry meters, InstantSource clock) {
		this.meters = meters;
		this.clock = clock;
		this.conflated = Counter.builder("gateway.frames.conflated")
			.description("Ticks that a newer one replaced before a stalled client could take them")
			.register(meters);
		this.sweep = Timer.builder("gateway.fanout.latency")
			.description("From the beginning of a tick's slot to its write to the last client of an event loop")
			.publishPercentileHistogram()
			.minimumExpectedValue(Duration.ofMillis(1))
			.maximumExpectedValue(Duration.ofSeconds(5))
			.register(meters);
		for (CloseCode code : CloseCode.values()) {
			this.closed.put(code,
					Counter.builder("gateway.connections.closed")
						.description("Connections closed by this gateway, by status code")
						.tag("code", Integer.toString(code.number()))
						.register(meters));
		}
	}

	<T> void connections(T source, ToDoubleFunction<T> count, ToDoubleFunction<T> stalled) {
		Gauge.builder("gateway.connections", source, count).description("Connected clients").register(this.meters);
		Gauge.builder("gateway.connections.stalled", source, stalled)
			.description("Clients that could not be written to when it was last looked")
			.register(this.meters);
	}

	void conflated() {
		this.conflated.increment();
	}

	void swept(Instant slot) {
		Duration latency = Duration.between(slot, this.clock.instant());
		if (!latency.isNegative()) {
			this.sweep.record(latency);
		}
	}

	void closed(CloseCode code) {
		Counter counter = this.closed.get(code);
		if (counter != null) {
			counter.increment();
		}
	}

}
