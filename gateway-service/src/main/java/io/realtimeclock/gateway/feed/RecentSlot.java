package io.realtimeclock.gateway.feed;

import java.time.Instant;

import io.realtimeclock.tick.Tick;
import org.jspecify.annotations.Nullable;

/**
 * A slot as a gateway has seen it.
 *
 * @param sequence its number
 * @param instant when it began
 * @param ticker who published its tick, {@code null} if none came
 * @param delayMillis from its beginning until the tick was here, by the wall clock
 */
public record RecentSlot(long sequence, Instant instant, @Nullable String ticker, long delayMillis) {

	static RecentSlot missed(Tick tick) {
		return new RecentSlot(tick.sequence(), tick.instant(), null, 0);
	}

}
