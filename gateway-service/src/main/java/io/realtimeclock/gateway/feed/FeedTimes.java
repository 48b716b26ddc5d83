package io.realtimeclock.gateway.feed;

import java.time.Duration;

import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The times that depend on the clock's period. Those that are not set follow from it.
 *
 * @param maxAge the maximum age of a tick that is shown as live
 * @param staleAfter after which time without a tick clients are sent the stale notice
 * @param staleRepeat how often that is repeated
 */
@Component
public record FeedTimes(Duration maxAge, Duration staleAfter, Duration staleRepeat) {

	private static final Duration MARGIN = Duration.ofSeconds(1);

	/** Throw {@link InvalidSettingException} if a time contradicts the period. */
	@Autowired
	FeedTimes(FeedProperties feed, ClockProperties clock) {
		this(longer("gateway.max-age", feed.maxAge(), clock.period(), clock.period()),
				longer("gateway.stale-after", feed.staleAfter(), clock.period().multipliedBy(2), clock.period()),
				feed.staleRepeat());
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

}
