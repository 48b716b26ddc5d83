package io.realtimeclock.gateway.fanout;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** When each client is to come back that has to leave: not all at the same moment. */
final class RetryAfter {

	/** A client that obeys misses one tick. */
	private static final Duration LONGEST = Duration.ofMillis(500);

	private final long longestMillis;

	/** Let all come back within a time. */
	RetryAfter(Duration window) {
		this.longestMillis = Math.min(window.toMillis(), LONGEST.toMillis());
	}

	/** Return the reason of the next client's close frame. */
	String next() {
		double seconds = ThreadLocalRandom.current().nextLong(this.longestMillis + 1) / 1000.0;
		return String.format(Locale.ROOT, "retry-after=%.2f", seconds);
	}

}
