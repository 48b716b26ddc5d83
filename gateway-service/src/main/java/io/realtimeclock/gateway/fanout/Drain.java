package io.realtimeclock.gateway.fanout;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.realtimeclock.gateway.GatewayProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Empties a gateway that stops: it takes no new clients, and tells each one when to come
 * back, so that they don't all arrive at the other replicas at once. It stops before
 * everything else does.
 */
@Component
public final class Drain implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(Drain.class);

	private static final Duration GOODBYES = Duration.ofSeconds(2);

	private final Clients clients;

	private final Duration window;

	private final ApplicationEventPublisher events;

	private volatile boolean draining = true;

	Drain(Clients clients, GatewayProperties properties, ApplicationEventPublisher events) {
		this.clients = clients;
		this.window = properties.drainWindow();
		this.events = events;
	}

	/**
	 * Tell whether new clients must be refused.
	 * @return {@code true} once the gateway stops
	 */
	public boolean isDraining() {
		return this.draining;
	}

	@Override
	public void start() {
		this.draining = false;
	}

	@Override
	public void stop() {
		this.draining = true;
		AvailabilityChangeEvent.publish(this.events, this, ReadinessState.REFUSING_TRAFFIC);
		this.clients.sendNewcomersAway(retryAfter(this.window.toMillis() / 1000.0));
		int count = this.clients.count();
		if (count > 0) {
			logger.info("Telling " + count + " clients to come back within " + this.window.toSeconds() + " s");
			sayGoodbye(count);
		}
	}

	@Override
	public boolean isRunning() {
		return !this.draining;
	}

	private void sayGoodbye(int count) {
		double step = this.window.toMillis() / 1000.0 / count;
		AtomicInteger turn = new AtomicInteger();
		this.clients
			.forEach((client) -> client.peer().close(CloseCode.GOING_AWAY, retryAfter(turn.incrementAndGet() * step)));
		long end = System.nanoTime() + GOODBYES.toNanos();
		while (this.clients.count() > 0 && System.nanoTime() < end) {
			LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
		}
	}

	private static String retryAfter(double seconds) {
		return String.format(Locale.ROOT, "retry-after=%.2f", seconds);
	}

}
