package io.realtimeclock.gateway.feed;

import java.time.Duration;

import io.realtimeclock.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which ticks are live, and when data is stale.
 *
 * @param maxFutureSkew how far a tick may be ahead of this machine's clock
 * @param maxAge the maximum age of a tick that is shown as live; by default the clock's
 * period and a second
 * @param staleAfter the time without a tick after which clients receive the stale notice;
 * by default two periods and a second
 * @param staleRepeat how often the stale notice is repeated
 */
@ConfigurationProperties("gateway")
record FeedProperties(@DefaultValue("2s") Duration maxFutureSkew, @Nullable Duration maxAge,
		@Nullable Duration staleAfter, @DefaultValue("15s") Duration staleRepeat) {

	FeedProperties {
		InvalidSettingException.unlessPositive("gateway.max-future-skew", maxFutureSkew);
		InvalidSettingException.unlessPositive("gateway.max-age", maxAge);
		InvalidSettingException.unlessPositive("gateway.stale-after", staleAfter);
		InvalidSettingException.unlessBetween("gateway.stale-repeat", staleRepeat, "100ms", "1h");
	}

}
