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

	private final FanOut fanOut;

	private final Duration window;

	private final ApplicationEventPublisher events;

	private volatile boolean draining = true;

	Drain(FanOut fanOut, GatewayProperties properties, ApplicationEventPublisher events) {
		this.fanOut = fanOut;
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
		int count = this.fanOut.count();
		double seconds = this.window.toMillis() / 1000.0;
		AtomicInteger turn = new AtomicInteger();
		// A client whose handshake is under way may still come
		this.fanOut.forEachFromNowOn((client) -> client.close(CloseCode.GOING_AWAY,
				retryAfter(seconds * Math.min(turn.incrementAndGet(), count) / Math.max(count, 1))));
		if (count > 0) {
			logger.info("Telling " + count + " clients to come back within " + this.window.toSeconds() + " s");
			awaitGoodbyes();
		}
	}

	@Override
	public boolean isRunning() {
		return !this.draining;
	}

	private void awaitGoodbyes() {
		long end = System.nanoTime() + GOODBYES.toNanos();
		while (this.fanOut.count() > 0 && System.nanoTime() < end) {
			LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
		}
	}

	private static String retryAfter(double seconds) {
		return String.format(Locale.ROOT, "retry-after=%.2f", seconds);
	}

}
