package io.realtimeclock.gateway.broadcast;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.realtimeclock.gateway.rfc6455.CloseCode;
import io.realtimeclock.settings.InvalidSettingException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends the clients of a stopping gateway to other replicas before anything else stops:
 * first the gateway becomes unready, so that no new clients are sent to it; then it
 * refuses new clients; then it closes the others one after the other, so that they don't
 * all arrive at the other replicas at once. Until then each client receives ticks.
 */
@Component
public final class Drain implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(Drain.class);

	private static final Duration CLOSING_HANDSHAKES = Duration.ofNanos(KeepAlive.CLOSE_NANOS);

	/** A client that obeys misses one tick. */
	private static final Duration LONGEST_RETRY_AFTER = Duration.ofMillis(500);

	private final Broadcaster broadcaster;

	private final Duration delay;

	private final Duration window;

	private final long retryAfterMillis;

	private final ApplicationEventPublisher events;

	private volatile boolean draining = true;

	Drain(Broadcaster broadcaster, Properties properties, ApplicationEventPublisher events) {
		this.broadcaster = broadcaster;
		this.delay = properties.drainDelay();
		this.window = properties.drainWindow();
		this.retryAfterMillis = Math.min(this.window.toMillis(), LONGEST_RETRY_AFTER.toMillis());
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
		new Deadline(this.delay).await(() -> false);
		this.draining = true;
		if (this.broadcaster.count() > 0) {
			logger.info("Sending " + this.broadcaster.count() + " clients to other replicas within "
					+ this.window.toSeconds() + " s");
		}
		Deadline end = new Deadline(this.window);
		end.await(() -> {
			this.broadcaster.closeAllBut(end.partLeft(), this::close);
			return this.broadcaster.count() == 0;
		});
		// A client whose handshake is under way may still come
		this.broadcaster.forEachFromNowOn(this::close);
		new Deadline(CLOSING_HANDSHAKES).await(() -> this.broadcaster.count() == 0);
	}

	@Override
	public boolean isRunning() {
		return !this.draining;
	}

	/** Close a client and tell it when to reconnect: not all at the same moment. */
	private void close(Client client) {
		double seconds = ThreadLocalRandom.current().nextLong(this.retryAfterMillis + 1) / 1000.0;
		client.close(CloseCode.GOING_AWAY, String.format(Locale.ROOT, "retry-after=%.2f", seconds));
	}

	private static final class Deadline {

		private static final Duration STEP = Duration.ofMillis(50);

		private final long begin = System.nanoTime();

		private final Duration length;

		Deadline(Duration length) {
			this.length = length;
		}

		/** Return which part of the time is left, from 1 to 0. */
		double partLeft() {
			return Math.max(0, 1 - (double) (System.nanoTime() - this.begin) / this.length.toNanos());
		}

		/** Wait until it is reached or the condition holds. */
		void await(BooleanSupplier condition) {
			while (partLeft() > 0 && !condition.getAsBoolean()) {
				LockSupport.parkNanos(STEP.toNanos());
			}
		}

	}

	/**
	 * How a stopping gateway disconnects its clients.
	 *
	 * @param drainDelay how long a stopping gateway keeps accepting clients after it
	 * turned unready
	 * @param drainWindow the time over which a stopping gateway spreads its clients'
	 * close frames
	 */
	@ConfigurationProperties("gateway")
	record Properties(@DefaultValue("0s") Duration drainDelay, @DefaultValue("10s") Duration drainWindow) {

		Properties {
			InvalidSettingException.unlessBetween("gateway.drain-delay", drainDelay, "0s", "1h");
			InvalidSettingException.unlessBetween("gateway.drain-window", drainWindow, "0s", "1h");
		}

	}

}
