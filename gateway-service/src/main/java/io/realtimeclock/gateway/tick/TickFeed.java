package io.realtimeclock.gateway.tick;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.realtimeclock.gateway.broadcast.Broadcaster;
import io.realtimeclock.tick.Tick;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Decides what the clients receive: each newer tick and, when no more ticks come, the
 * notice that the last one is stale.
 */
@Component
public final class TickFeed {

	private static final Log logger = LogFactory.getLog(TickFeed.class);

	private final TickLimits limits;

	private final NewestTick newest;

	private final Staleness staleness;

	private final TickMessages messages;

	private final Broadcaster broadcaster;

	private final SourceHealth health;

	/** Whether no tick has come yet and nobody was notified of it. */
	private boolean starting = true;

	TickFeed(TickLimits limits, TickMessages messages, Broadcaster broadcaster, SourceHealth health,
			MeterRegistry meters) {
		this.newest = new NewestTick(limits);
		this.limits = limits;
		this.staleness = new Staleness(limits.staleAfter(), limits.staleRepeat(), System.nanoTime());
		this.messages = messages;
		this.broadcaster = broadcaster;
		this.health = health;
		TimeGauge
			.builder("gateway.tick.age", this.staleness, TimeUnit.NANOSECONDS,
					(source) -> source.age(System.nanoTime()))
			.description("How long ago the last live tick came")
			.register(meters);
		Gauge.builder("gateway.stale", this.staleness, (source) -> source.isStale() ? 1 : 0)
			.description("1 while the clients receive the stale notice")
			.register(meters);
	}

	/**
	 * Push a tick that has just come, unless it is too old to be shown as live, or no
	 * newer than the last one.
	 */
	public synchronized void live(Tick tick) {
		Duration left = this.limits.left(tick);
		if (left.isNegative()) {
			this.limits.late(tick);
			return;
		}
		if (this.newest.isPutBackBy(tick)) {
			logger.warn("Time goes back to " + tick.instant() + ", as this machine's clock and the source agree");
		}
		if (this.newest.take(tick)) {
			this.starting = false;
			if (this.staleness.ticked(System.nanoTime())) {
				logger.info("Ticks come again, from " + tick.instant() + " on");
			}
			publish(tick, left);
		}
		this.health.ticked();
	}

	/** Return how many nanoseconds ago the last live tick came. */
	public long age() {
		return this.staleness.age(System.nanoTime());
	}

	/** Send a tick that was stored earlier, until a live one comes. */
	synchronized void stored(Tick tick) {
		if (this.newest.take(tick)) {
			publish(tick, this.limits.left(tick));
		}
	}

	private void publish(Tick tick, Duration left) {
		this.broadcaster.publish(this.messages.live(tick), this.messages.stale(tick), tick.instant(), left);
	}

	@Scheduled(fixedRate = 100)
	synchronized void tellWhenStale() {
		if (this.staleness.noticeDue(System.nanoTime())) {
			if (this.starting) {
				logger.info("No tick has come from Kafka yet, the clients are notified");
			}
			else {
				logger.warn("No tick comes from Kafka, the clients are notified; look at the tickers and the broker");
			}
			this.starting = false;
			this.broadcaster.publish(this.messages.stale(this.newest.get()));
		}
	}

	/**
	 * The one rule that makes duplicates, reordering, replays and old snapshots harmless:
	 * a credible tick is taken only if its sequence is higher than that of the last one,
	 * unless that one has turned out to lie too far ahead.
	 */
	static final class NewestTick {

		private final TickLimits limits;

		private @Nullable Tick tick;

		NewestTick(TickLimits limits) {
			this.limits = limits;
		}

		@Nullable Tick get() {
			return this.tick;
		}

		/**
		 * Tell whether the clock was put back, so that what is newer has a lower number.
		 */
		boolean isPutBackBy(Tick candidate) {
			return this.tick != null && !this.limits.isCredible(this.tick)
					&& candidate.sequence() < this.tick.sequence();
		}

		/** Take a tick if it is newer, and tell whether it was taken. */
		boolean take(Tick candidate) {
			boolean newer = this.tick == null || candidate.sequence() > this.tick.sequence()
					|| !this.limits.isCredible(this.tick);
			if (!newer || !this.limits.isCredible(candidate)) {
				return false;
			}
			this.tick = candidate;
			return true;
		}

	}

	/**
	 * Whether this gateway knows the time, or that there is none: from its first live
	 * tick on, or once it has read the topic for a while without one. An outage later on
	 * does not take that back, since clients are then sent the stale notice, and other
	 * gateways know no better.
	 */
	@Component("sourceHealthIndicator")
	public static final class SourceHealth implements HealthIndicator {

		private final long staleAfterNanos;

		private @Nullable Long consumingSince;

		private boolean storedTickRead;

		private boolean ticked;

		private boolean deaf;

		SourceHealth(TickLimits limits) {
			this.staleAfterNanos = limits.staleAfter().toNanos();
		}

		/** Note that a live tick has come. */
		synchronized void ticked() {
			this.ticked = true;
		}

		/** Note whether this gateway reads nothing although Kafka answers. */
		public synchronized void deaf(boolean deaf) {
			this.deaf = deaf;
		}

		/** Note that the topic is being read. */
		public synchronized void consuming() {
			if (this.consumingSince == null) {
				this.consumingSince = System.nanoTime();
			}
		}

		synchronized void storedTickRead() {
			this.storedTickRead = true;
		}

		@Override
		public synchronized Health health() {
			boolean silent = this.consumingSince != null
					&& System.nanoTime() - this.consumingSince > this.staleAfterNanos;
			boolean ready = this.storedTickRead && (this.ticked || silent) && !this.deaf;
			Health.Builder health = ready ? Health.up() : Health.down();
			return health.withDetail("ticked", this.ticked)
				.withDetail("consuming", this.consumingSince != null)
				.withDetail("deaf", this.deaf)
				.withDetail("storedTickRead", this.storedTickRead)
				.build();
		}

	}

}
