package io.realtimeclock.gateway.session;

import java.util.concurrent.TimeUnit;

/**
 * For how long a session is there if nobody uses it, as it was seen last.
 *
 * @param millis the time from then on, negative if it has no end
 * @param seenAt when that was, by the monotonic clock
 * @param longest the longest time that was ever seen, after a use
 */
record TimeToLive(long millis, long seenAt, long longest) {

	static final TimeToLive UNKNOWN = new TimeToLive(0, 0, 0);

	TimeToLive seenAgain(long millis) {
		return new TimeToLive(millis, System.nanoTime(), Math.max(this.longest, millis));
	}

	/** Return the least that is left: others may have used the session, too. */
	long leastMillis() {
		long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.seenAt);
		return (this.millis < 0) ? this.millis : Math.max(0, this.millis - passed);
	}

	/** Tell whether more than half of it has passed. */
	boolean isHalfOver() {
		long left = leastMillis();
		return left >= 0 && left < this.longest / 2;
	}

}
