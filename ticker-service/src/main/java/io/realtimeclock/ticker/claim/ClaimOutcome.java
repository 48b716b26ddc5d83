package io.realtimeclock.ticker.claim;

import java.util.Locale;

/**
 * How a claim ended.
 */
public enum ClaimOutcome {

	/**
	 * The slot is ours and its tick is stored.
	 */
	WON,

	/**
	 * The slot, or a later one, is stored already.
	 */
	LOST,

	/**
	 * The slot lies too far ahead of Redis's own clock: one of the two clocks is wrong.
	 */
	AHEAD,

	/**
	 * Redis did not answer in time.
	 */
	UNANSWERED;

	String tag() {
		return name().toLowerCase(Locale.ROOT);
	}

}
