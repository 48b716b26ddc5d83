package io.realtimeclock.gateway.tick;

import java.time.Duration;

import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * The times by which a tick is live and data is stale. Those that are not set follow from
 * the clock's period.
 *
 * @param maxFutureSkew how far a tick may be ahead of this machine's clock
 * @param maxAge the maximum age of a tick that is shown as live
 * @param staleAfter the time without a tick after which clients are sent the stale notice
 * @param staleRepeat how often that is repeated
 */
@Component
public record TickTimes(Duration maxFutureSkew, Duration maxAge, Duration staleAfter, Duration staleRepeat) {

	private static final Duration MARGIN = Duration.ofSeconds(1);

	/** Throw {@link InvalidSettingException} if a time contradicts the period. */
	@Autowired
	TickTimes(Settings settings, ClockProperties clock) {
		this(settings.maxFutureSkew(), longer("gateway.max-age", settings.maxAge(), clock.period(), clock.period()),
				longer("gateway.stale-after", settings.staleAfter(), clock.period().multipliedBy(2), clock.period()),
				settings.staleRepeat());
	}

	private static Duration longer(String property, @Nullable Duration value, Duration base, Duration period) {
		if (value == null) {
			return base.plus(MARGIN);
		}
		InvalidSettingException.unless(value.compareTo(period) > 0, property, value, "Set more than clock.period, "
				+ period.toMillis() + "ms, since no tick comes sooner, or leave it out for a time that fits.");
		return value;
	}

	/** Return how long a client that gets frames from this gateway may hear nothing. */
	public Duration longestSilence() {
		return (this.staleAfter.compareTo(this.staleRepeat) > 0) ? this.staleAfter : this.staleRepeat;
	}

	/**
	 * What is configured of them.
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
