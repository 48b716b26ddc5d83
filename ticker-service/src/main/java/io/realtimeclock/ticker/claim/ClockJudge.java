package io.realtimeclock.ticker.claim;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.realtimeclock.health.PartHealth;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.ticker.TickerProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

/** Says what the claims found out about the clocks: this ticker's, and Redis's. */
@Component
final class ClockJudge {

	private static final Log logger = LogFactory.getLog(ClockJudge.class);

	private final Grid grid;

	private final int limit;

	private final PartHealth clockHealth;

	private final PartHealth redisClockHealth;

	private volatile long ahead;

	ClockJudge(ClockProperties clock, TickerProperties properties, PartHealth clockHealthIndicator,
			PartHealth redisClockHealthIndicator, MeterRegistry meters) {
		this.grid = clock.grid();
		this.limit = properties.aheadLimit();
		this.clockHealth = clockHealthIndicator;
		this.redisClockHealth = redisClockHealthIndicator;
		TimeGauge
			.builder("ticker.clock.ahead", this, TimeUnit.MILLISECONDS, (judge) -> judge.time(judge.ahead).toMillis())
			.description("By how much this machine's clock is ahead of the one that is right, in whole slots")
			.register(meters);
	}

	void judge(Tick tick, Claim claim) {
		this.ahead = claim.ahead() - claim.right();
		boolean redisIsRight = Math.abs(claim.right()) <= this.limit;
		if (Math.abs(this.ahead) > this.limit) {
			String others = redisIsRight ? "Redis's clock" : "the other tickers' clocks";
			String consequence = claim.outcome().isClockWrong() ? "nothing is published here"
					: "its ticks go out, but nobody may take them";
			this.clockHealth.down("it is " + difference(this.ahead) + " " + others + " at " + tick.instant() + ", so "
					+ consequence + "; check the time on these machines");
		}
		else {
			this.clockHealth.up();
		}
		if (redisIsRight) {
			this.redisClockHealth.up();
		}
		else {
			this.redisClockHealth.down("it is " + difference(-claim.right())
					+ " the tickers' clocks, which agree and go on without it; set it right");
		}
		if (claim.putBack() != 0) {
			logger.warn("Time goes back to " + tick.instant() + " from slot " + claim.putBack()
					+ ", which is too far ahead of the clocks that agree");
		}
	}

	private String difference(long slots) {
		return time(Math.abs(slots)).toMillis() / 1000.0 + ((slots > 0) ? " s ahead of" : " s behind");
	}

	private Duration time(long slots) {
		return this.grid.period().multipliedBy(slots);
	}

}
