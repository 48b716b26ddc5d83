package io.realtimeclock.gateway.session;

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

	/** Tell whether no data was lost since an earlier reading. */
	boolean continues(RedisHistory earlier) {
		return this.id.equals(earlier.id) && this.count > earlier.count;
	}

}
