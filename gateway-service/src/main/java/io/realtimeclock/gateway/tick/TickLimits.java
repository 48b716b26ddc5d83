package io.realtimeclock.gateway.tick;

import java.time.Duration;
import java.time.InstantSource;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.logging.LogRateLimiter;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.settings.InvalidSettingException;
import io.realtimeclock.tick.Tick;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * How far a tick may be from this machine's clock: ahead of it to be believed, and behind
 * it to be shown as live; and after which time without a tick data is stale. Times that
 * are not set follow from the clock's period.
 */
@Component
public final class TickLimits {

	private static final Log logger = LogFactory.getLog(TickLimits.class);

	private static final Duration MARGIN = Duration.ofSeconds(1);

	private final InstantSource clock;

	private final Duration maxFutureSkew;

	private final Duration maxAge;

	private final Duration staleAfter;

	private final Duration staleRepeat;

	private final Counter late;

	private final LogRateLimiter logRate = new LogRateLimiter(Duration.ofSeconds(10));

	TickLimits(InstantSource clock, Settings settings, ClockProperties properties, MeterRegistry meters) {
		Duration period = properties.period();
		this.clock = clock;
		this.maxFutureSkew = settings.maxFutureSkew();
		this.maxAge = longer("gateway.max-age", settings.maxAge(), period, period);
		this.staleAfter = longer("gateway.stale-after", settings.staleAfter(), period.multipliedBy(2), period);
		this.staleRepeat = settings.staleRepeat();
		this.late = Counter.builder("gateway.ticks.late")
			.description("Ticks that were too old to be shown as live when they came")
			.register(meters);
	}

	private static Duration longer(String property, @Nullable Duration value, Duration base, Duration period) {
		if (value == null) {
			return base.plus(MARGIN);
		}
		InvalidSettingException.unless(value.compareTo(period) > 0, property, value, "Set more than clock.period, "
				+ period.toMillis() + "ms, since no tick comes sooner, or leave it out for a time that fits.");
		return value;
	}

	/** Tell whether a tick is not too far ahead. */
	public boolean isCredible(Tick tick) {
		return !tick.instant().isAfter(this.clock.instant().plus(this.maxFutureSkew));
	}

	/**
	 * Return for how long a tick may be shown as live from now on: less than zero, if it
	 * is too old.
	 */
	Duration left(Tick tick) {
		return this.maxAge.minus(age(tick));
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

	/** Return the time without a tick after which clients are sent the stale notice. */
	public Duration staleAfter() {
		return this.staleAfter;
	}

	/** Return how often the stale notice is repeated. */
	public Duration staleRepeat() {
		return this.staleRepeat;
	}

	/** Return how long a client that gets frames from this gateway may hear nothing. */
	public Duration longestSilence() {
		return (this.staleAfter.compareTo(this.staleRepeat) > 0) ? this.staleAfter : this.staleRepeat;
	}

	/**
	 * What is configured of the limits.
	 *
	 * @param maxFutureSkew how far a tick may be ahead of this machine's clock
	 * @param maxAge the maximum age of a tick that is shown as live; by default the
	 * clock's period and a second
	 * @param staleAfter the time without a tick after which clients receive the stale
	 * notice; by default two periods and a second
	 * @param staleRepeat how often the stale notice is repeated
	 */
	@ConfigurationProperties("gateway")
	record Settings(@DefaultValue("2s") Duration maxFutureSkew, @Nullable Duration maxAge,
			@Nullable Duration staleAfter, @DefaultValue("15s") Duration staleRepeat) {

		Settings {
			InvalidSettingException.unlessPositive("gateway.max-future-skew", maxFutureSkew);
			InvalidSettingException.unlessPositive("gateway.max-age", maxAge);
			InvalidSettingException.unlessPositive("gateway.stale-after", staleAfter);
			InvalidSettingException.unlessBetween("gateway.stale-repeat", staleRepeat, "100ms", "1h");
		}

	}

}
