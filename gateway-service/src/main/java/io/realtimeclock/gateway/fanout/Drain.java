package io.realtimeclock.gateway.fanout;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.fanout.frame.CloseCode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Empties a gateway that stops, before everything else of it does: first it is not ready
 * any more, so that no new clients are sent to it; then it takes none; then its clients
 * leave in turns, so that they don't all arrive at the other replicas at once. Until its
 * turn each client goes on getting ticks.
 */
@Component
public final class Drain implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(Drain.class);

	private static final Duration GOODBYES = Duration.ofSeconds(2);

	private static final Duration STEP = Duration.ofMillis(50);

	/** A client that obeys misses one tick. */
	private static final Duration LONGEST_RETRY_AFTER = Duration.ofMillis(500);

	private final FanOut fanOut;

	private final Duration delay;

	private final Duration window;

	private final ApplicationEventPublisher events;

	private volatile boolean draining = true;

	Drain(FanOut fanOut, GatewayProperties properties, ApplicationEventPublisher events) {
		this.fanOut = fanOut;
		this.delay = properties.drainDelay();
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
		AvailabilityChangeEvent.publish(this.events, this, ReadinessState.REFUSING_TRAFFIC);
		await(this.delay, () -> false);
		this.draining = true;
		if (this.fanOut.count() > 0) {
			logger.info("Sending " + this.fanOut.count() + " clients to other replicas within "
					+ this.window.toSeconds() + " s");
		}
		long begin = System.nanoTime();
		await(this.window, () -> {
			double left = 1 - (double) (System.nanoTime() - begin) / this.window.toNanos();
			this.fanOut.leave(Math.max(left, 0), this::sayGoodbye);
			return this.fanOut.count() == 0;
		});
		// A client whose handshake is under way may still come
		this.fanOut.forEachFromNowOn(this::sayGoodbye);
		await(GOODBYES, () -> this.fanOut.count() == 0);
	}

	@Override
	public boolean isRunning() {
		return !this.draining;
	}

	private void sayGoodbye(Client client) {
		long longest = Math.min(this.window.toMillis(), LONGEST_RETRY_AFTER.toMillis());
		double seconds = ThreadLocalRandom.current().nextLong(longest + 1) / 1000.0;
		client.close(CloseCode.GOING_AWAY, String.format(Locale.ROOT, "retry-after=%.2f", seconds));
	}

	private static void await(Duration atMost, BooleanSupplier done) {
		long end = System.nanoTime() + atMost.toNanos();
		while (System.nanoTime() - end < 0 && !done.getAsBoolean()) {
			LockSupport.parkNanos(STEP.toNanos());
		}
	}

}
