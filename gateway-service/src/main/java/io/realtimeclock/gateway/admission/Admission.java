package io.realtimeclock.gateway.admission;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.fanout.Drain;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Gives places to clients within all limits.
 */
@Component
public final class Admission {

	private final Map<String, Integer> placesByUser = new ConcurrentHashMap<>();

	private final AtomicInteger places = new AtomicInteger();

	private final SharedPlaces shared;

	private final Drain drain;

	private final MeterRegistry meters;

	private final int limit;

	private final int limitByUser;

	Admission(SharedPlaces shared, Drain drain, GatewayProperties properties, MeterRegistry meters) {
		this.shared = shared;
		this.drain = drain;
		this.meters = meters;
		this.limit = properties.maxConnections();
		this.limitByUser = properties.maxConnectionsPerUser();
	}

	/**
	 * Take a place for a client.
	 * @param place what it asks for
	 * @return {@code SWITCHING_PROTOCOLS} if there is one, else the answer to its
	 * handshake
	 */
	public HttpStatus enter(Place place) {
		if (this.drain.isDraining()) {
			return refused("draining", HttpStatus.SERVICE_UNAVAILABLE);
		}
		if (this.places.incrementAndGet() > this.limit) {
			this.places.decrementAndGet();
			return refused("full", HttpStatus.SERVICE_UNAVAILABLE);
		}
		if (this.placesByUser.merge(place.user(), 1, Integer::sum) > this.limitByUser || !this.shared.take(place)) {
			forget(place.user());
			return refused("user", HttpStatus.TOO_MANY_REQUESTS);
		}
		return HttpStatus.SWITCHING_PROTOCOLS;
	}

	/**
	 * Give a client's place back, at once here and soon to the other replicas.
	 * @param place the place, which was taken
	 */
	public void leave(Place place) {
		forget(place.user());
		this.shared.giveBack(place);
	}

	private void forget(String user) {
		this.places.decrementAndGet();
		this.placesByUser.computeIfPresent(user, (name, count) -> (count > 1) ? count - 1 : null);
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
