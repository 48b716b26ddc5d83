package io.realtimeclock.ticker.claim;

import java.time.Duration;

/**
 * By how much one clock is ahead of another.
 *
 * @param slots how many slots, negative if it is behind
 * @param period the length of a slot
 */
record ClockOffset(long slots, Duration period) {

	boolean exceeds(int limit) {
		return Math.abs(this.slots) > limit;
	}

	Duration time() {
		return this.period.multipliedBy(this.slots);
	}

	@Override
	public String toString() {
		return time().abs().toMillis() / 1000.0 + ((this.slots > 0) ? " s ahead of" : " s behind");
	}

}
