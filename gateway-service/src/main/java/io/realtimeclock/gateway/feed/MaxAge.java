package io.realtimeclock.gateway.feed;

import java.time.Duration;
import java.time.InstantSource;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.tick.Tick;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

/**
 * How old a tick may be that is shown as live. One that is older when it comes is
 * counted, and logged at most once in ten seconds.
 */
@Component
final class MaxAge {

	private static final Log logger = LogFactory.getLog(MaxAge.class);

	private final InstantSource clock;

	private final Duration limit;

	private final Counter late;

	private final LogRateLimiter logRate = new LogRateLimiter(Duration.ofSeconds(10));

	MaxAge(InstantSource clock, FeedTimes times, MeterRegistry meters) {
		this.clock = clock;
		this.limit = times.maxAge();
		this.late = Counter.builder("gateway.ticks.late")
			.description("Ticks that were too old to be shown as live when they came")
			.register(meters);
	}

	/**
	 * Return for how long the tick may be shown from now on: less than zero, if it is
	 * late.
	 */
	Duration left(Tick tick) {
		return this.limit.minus(age(tick));
	}

	void came(Tick late) {
		this.late.increment();
		if (this.logRate.tryAcquire()) {
			logger.warn("The tick of " + late.instant() + " came " + age(late).toMillis() + " ms late and is not shown;"
					+ " if that lasts, look at the broker, and at this machine's clock");
		}
	}

	private Duration age(Tick tick) {
		return Duration.between(tick.instant(), this.clock.instant());
	}

}
