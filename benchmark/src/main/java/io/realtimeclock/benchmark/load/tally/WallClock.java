package io.realtimeclock.benchmark.load.tally;

import java.time.Instant;

/** The time that ticks are compared with: the wall clock, in microseconds. */
final class WallClock {

	private static final long SLOT_MICROS = 500_000;

	private WallClock() {
	}

	static long micros() {
		Instant now = Instant.now();
		return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
	}

	/** Return when the slot of a tick began. */
	static long slot(long sequence) {
		return sequence * SLOT_MICROS;
	}

}
