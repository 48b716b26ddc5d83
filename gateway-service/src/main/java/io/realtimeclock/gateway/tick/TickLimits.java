package io.realtimeclock.gateway.tick;

import java.time.Duration;
import java.time.InstantSource;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.logging.LogRateLimiter;
import io.realtimeclock.tick.Tick;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

/**
 * How far a tick may be from this machine's clock: ahead of it to be believed, and behind
 * it to be shown as live.
 */
@Component
public final class TickLimits {

	private static final Log logger = LogFactory.getLog(TickLimits.class);

	private final InstantSource clock;

	private final TickTimes times;

	private final Counter late;

	private final LogRateLimiter logRate = new LogRateLimiter(Duration.ofSeconds(10));

	TickLimits(InstantSource clock, TickTimes times, MeterRegistry meters) {
		this.clock = clock;
		this.times = times;
		this.late = Counter.builder("gateway.ticks.late")
			.description("Ticks that were too old to be shown as live when they came")
			.register(meters);
	}

	/** Tell whether a tick is not too far ahead. */
	public boolean isCredible(Tick tick) {
		return !tick.instant().isAfter(this.clock.instant().plus(this.times.maxFutureSkew()));
	}

	/**
	 * Return for how long a tick may be shown as live from now on: less than zero, if it
	 * is too old.
	 */
	Duration left(Tick tick) {
		return this.times.maxAge().minus(age(tick));
	}

	/** Count a tick that was too old when it came; log that once in ten seconds. */
	void late(Tick tick) {
		this.late.increment();
		if (this.logRate.tryAcquire()) {
			logger.warn("The tick of " + tick.instant() + " came " + age(tick).toMillis() + " ms late and is not shown;"
					+ " if that lasts, look at the broker, and at this machine's clock");
		}
	}

	private Duration age(Tick tick) {
		return Duration.between(tick.instant(), this.clock.instant());
	}

}
