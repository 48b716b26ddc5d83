package io.realtimeclock.gateway.admission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.broadcast.Drain;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Gives places to clients within all limits. */
@Component
public final class Admission {

	private final LocalPlaces local;

	private final SharedPlaces shared;

	private final Drain drain;

	private final MeterRegistry meters;

	Admission(SharedPlaces shared, Drain drain, GatewayProperties properties, MeterRegistry meters) {
		this.local = new LocalPlaces(properties);
		this.shared = shared;
		this.drain = drain;
		this.meters = meters;
	}

	/** Take a place if there is one, and return the answer to the client's handshake. */
	public HttpStatus enter(Place place) {
		if (this.drain.isDraining()) {
			return refused("draining", HttpStatus.SERVICE_UNAVAILABLE);
		}
		if (!this.local.take()) {
			return refused("full", HttpStatus.SERVICE_UNAVAILABLE);
		}
		if (!this.local.countFor(place.user()) || !this.shared.take(place)) {
			this.local.giveBack(place.user());
			return refused("user", HttpStatus.TOO_MANY_REQUESTS);
		}
		return HttpStatus.SWITCHING_PROTOCOLS;
	}

	/** Give a place back that was taken: at once here, and soon to the other replicas. */
	public void leave(Place place) {
		this.local.giveBack(place.user());
		this.shared.giveBack(place);
	}

	private HttpStatus refused(String reason, HttpStatus answer) {
		Counter.builder("gateway.handshakes.refused")
			.description("Handshakes refused for want of a place, by reason")
			.tag("reason", reason)
			.register(this.meters)
			.increment();
		return answer;
	}

}
