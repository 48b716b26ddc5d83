package io.realtimeclock.ticker.claim;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.ticker.TickerProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

/** Reports the clock skew of this ticker and of Redis, as found by the claims. */
@Component
final class ClockSkewMonitor {

	private static final Log logger = LogFactory.getLog(ClockSkewMonitor.class);

	private final Duration period;

	private final int limit;

	private final DependencyHealth clockHealth;

	private final DependencyHealth redisClockHealth;

	private volatile ClockOffset own;

	ClockSkewMonitor(ClockProperties clock, TickerProperties properties, DependencyHealth clockHealthIndicator,
			DependencyHealth redisClockHealthIndicator, MeterRegistry meters) {
		this.period = clock.period();
		this.limit = properties.maxClockSkew();
		this.clockHealth = clockHealthIndicator;
		this.redisClockHealth = redisClockHealthIndicator;
		this.own = new ClockOffset(0, this.period);
		TimeGauge.builder("ticker.clock.ahead", this, TimeUnit.MILLISECONDS, (monitor) -> monitor.own.time().toMillis())
			.description("By how much this machine's clock is ahead of the correct time, in whole slots")
			.register(meters);
	}

	void check(Tick tick, ClaimScript.Claim claim) {
		this.own = new ClockOffset(claim.ownAhead() - claim.correctAhead(), this.period);
		ClockOffset redis = new ClockOffset(-claim.correctAhead(), this.period);
		if (this.own.exceeds(this.limit)) {
			String others = redis.exceeds(this.limit) ? "the other tickers' clocks" : "Redis's clock";
			String consequence = claim.outcome().isClockWrong() ? "nothing is published here"
					: "its ticks go out, but nobody may take them";
			this.clockHealth.down("it is " + this.own + " " + others + " at " + tick.instant() + ", so " + consequence
					+ "; check the time on these machines");
		}
		else {
			this.clockHealth.up();
		}
		if (redis.exceeds(this.limit)) {
			this.redisClockHealth
				.down("it is " + redis + " the tickers' clocks, which agree and go on without it; set it right");
		}
		else {
			this.redisClockHealth.up();
		}
		if (claim.putBack() != 0) {
			logger.warn("Time goes back to " + tick.instant() + " from slot " + claim.putBack()
					+ ", which is too far ahead of the clocks that agree");
		}
	}

	/**
	 * By how much one clock is ahead of another.
	 *
	 * @param slots how many slots, negative if it is behind
	 * @param period the length of a slot
	 */
	private record ClockOffset(long slots, Duration period) {

		boolean exceeds(int limit) {
			return Math.abs(this.slots) > limit;
		}

		Duration time() {
			return this.period.multipliedBy(this.slots);
		}

		@Override
		public String toString() {
			return time().abs().toMillis() / 1000.0 + ((this.slots > 0) ? " s ahead of" : " s behind");
		}

	}

}
