package io.realtimeclock.ticker.claim;

import java.util.Locale;

/** How a claim ended. */
public enum ClaimOutcome {

	/** The slot is ours and its tick is stored. */
	WON,

	/** The slot, or a later one, is stored already. */
	LOST,

	/** The slot is yielded to other replicas. */
	YIELDED,

	/** The slot lies too far ahead of the clock that is right. */
	AHEAD,

	/** The slot lies too far behind the clock that is right. */
	BEHIND,

	/** Redis did not answer in time. */
	UNANSWERED;

	boolean isClockWrong() {
		return this == AHEAD || this == BEHIND;
	}

	String tag() {
		return name().toLowerCase(Locale.ROOT);
	}

}
