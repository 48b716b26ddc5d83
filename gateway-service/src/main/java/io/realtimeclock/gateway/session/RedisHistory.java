package io.realtimeclock.gateway.session;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells whether Redis still has the data that it had before. The gateways keep a random
 * id and a growing count in Redis: after a restart without data the id is another one,
 * after a restart with older data the count is lower.
 *
 * @param id the id
 * @param count the count, which each gateway raises at each check
 * @param time the time of Redis
 */
record RedisHistory(String id, long count, Instant time) {

	private static final Duration SHORT = Duration.ofSeconds(30);

	/** Tell whether no data was lost since an earlier reading. */
	boolean continues(RedisHistory earlier) {
		return this.id.equals(earlier.id) && this.count > earlier.count;
	}

	/** Tell whether no data was lost since an earlier reading of a few seconds ago. */
	boolean isShortlyAfter(RedisHistory earlier) {
		Duration since = Duration.between(earlier.time, this.time);
		return continues(earlier) && !since.isNegative() && since.compareTo(SHORT) <= 0;
	}

}
