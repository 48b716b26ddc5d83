package io.realtimeclock.gateway.fanout.client;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.gateway.fanout.frame.CloseCode;

import org.springframework.stereotype.Component;

/** What an operator can see of the clients. */
@Component
public final class ClientMeters {

	private final Counter conflated;

	private final MeterProvider<Counter> closed;

	ClientMeters(MeterRegistry meters) {
		this.conflated = Counter.builder("gateway.frames.conflated")
			.description("Ticks that a newer one replaced before a stalled client could take them")
			.register(meters);
		this.closed = Counter.builder("gateway.connections.closed")
			.description("Connections closed by this gateway, by status code")
			.withRegistry(meters);
		for (CloseCode code : CloseCode.values()) {
			// To be seen before the first one is counted, too
			closed(code);
		}
	}

	void conflated() {
		this.conflated.increment();
	}

	Counter closed(CloseCode code) {
		return this.closed.withTag("code", Integer.toString(code.number()));
	}

}
