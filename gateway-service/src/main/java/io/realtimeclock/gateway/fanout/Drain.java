package io.realtimeclock.gateway.fanout;

import java.time.Duration;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.fanout.client.Client;
import io.realtimeclock.gateway.fanout.client.LifeLimits;
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

	private static final Duration GOODBYES = Duration.ofNanos(LifeLimits.GOODBYE_NANOS);

	private final EventLoops loops;

	private final Duration delay;

	private final Duration window;

	private final RetryAfter retryAfter;

	private final ApplicationEventPublisher events;

	private volatile boolean draining = true;

	Drain(EventLoops loops, GatewayProperties properties, ApplicationEventPublisher events) {
		this.loops = loops;
		this.delay = properties.drainDelay();
		this.window = properties.drainWindow();
		this.retryAfter = new RetryAfter(this.window);
		this.events = events;
	}

	/** Tell whether new clients must be refused, as the gateway stops. */
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
		new Window(this.delay).await(() -> false);
		this.draining = true;
		if (this.loops.count() > 0) {
			logger.info("Sending " + this.loops.count() + " clients to other replicas within " + this.window.toSeconds()
					+ " s");
		}
		Window turns = new Window(this.window);
		turns.await(() -> {
			this.loops.leave(turns.left(), this::sayGoodbye);
			return this.loops.count() == 0;
		});
		// A client whose handshake is under way may still come
		this.loops.forEachFromNowOn(this::sayGoodbye);
		new Window(GOODBYES).await(() -> this.loops.count() == 0);
	}

	@Override
	public boolean isRunning() {
		return !this.draining;
	}

	private void sayGoodbye(Client client) {
		client.close(CloseCode.GOING_AWAY, this.retryAfter.next());
	}

}
