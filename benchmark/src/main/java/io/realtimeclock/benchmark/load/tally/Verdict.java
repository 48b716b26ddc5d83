package io.realtimeclock.benchmark.load.tally;

/** How a tick follows the one before it on the same connection. */
enum Verdict {

	/** There is none before it. */
	FIRST,

	/** It is the next one. */
	NEXT,

	/** At least one is missing. */
	GAP,

	/** It is the same one. */
	DOUBLED,

	/** It is older. */
	BACKWARD;

	static Verdict of(long last, long sequence) {
		if (last == 0) {
			return FIRST;
		}
		if (sequence == last + 1) {
			return NEXT;
		}
		if (sequence == last) {
			return DOUBLED;
		}
		return (sequence > last) ? GAP : BACKWARD;
	}

}
