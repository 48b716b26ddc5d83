package io.realtimeclock.ticker.claim;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.realtimeclock.health.PartHealth;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.ticker.TickerProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

/** Says what the claims found out about the clocks: this ticker's, and Redis's. */
@Component
final class ClockJudge {

	private static final Log logger = LogFactory.getLog(ClockJudge.class);

	private final Duration period;

	private final int limit;

	private final PartHealth clockHealth;

	private final PartHealth redisClockHealth;

	private volatile ClockOffset own;

	ClockJudge(ClockProperties clock, TickerProperties properties, PartHealth clockHealthIndicator,
			PartHealth redisClockHealthIndicator, MeterRegistry meters) {
		this.period = clock.period();
		this.limit = properties.aheadLimit();
		this.clockHealth = clockHealthIndicator;
		this.redisClockHealth = redisClockHealthIndicator;
		this.own = new ClockOffset(0, this.period);
		TimeGauge.builder("ticker.clock.ahead", this, TimeUnit.MILLISECONDS, (judge) -> judge.own.time().toMillis())
			.description("By how much this machine's clock is ahead of the one that is right, in whole slots")
			.register(meters);
	}

	void judge(Tick tick, Claim claim) {
		this.own = new ClockOffset(claim.ahead() - claim.right(), this.period);
		ClockOffset redis = new ClockOffset(-claim.right(), this.period);
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

}
