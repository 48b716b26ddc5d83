package io.realtimeclock.ticker.claim;

import java.util.Locale;

/** How a claim ended. */
public enum ClaimOutcome {

	/** The slot is ours and its tick is stored. */
	WON,

	/** The slot or a later one was stored before. */
	LOST,

	/** The slot is yielded to other replicas. */
	YIELDED,

	/** The slot is too far ahead of the correct time. */
	AHEAD,

	/** The slot is too far behind the correct time. */
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
