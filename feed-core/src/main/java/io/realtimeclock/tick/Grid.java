package io.realtimeclock.tick;

import java.time.Duration;
import java.time.Instant;

/**
 * The wall clock cut into slots of one period each, counted from the epoch. It has no
 * state: any replica finds the same slot at the same time, before and after a restart.
 *
 * @param period the length of a slot, in whole milliseconds
 */
public record Grid(Duration period) {

	/** Refuse a period that is not a positive number of whole milliseconds. */
	public Grid {
		if (period.isNegative() || period.isZero() || period.toNanosPart() % 1_000_000 != 0) {
			throw new IllegalArgumentException("A period is a positive number of milliseconds, not " + period);
		}
	}

	/** Return the tick of the slot that the given wall-clock time lies in. */
	public Tick at(Instant time) {
		return tick(Math.floorDiv(time.toEpochMilli(), this.period.toMillis()));
	}

	/** Return the first tick after the given one. */
	public Tick next(Tick tick) {
		return tick(tick.sequence() + 1);
	}

	/** Tell whether a tick's sequence and instant name the same slot of this grid. */
	public boolean holds(Tick tick) {
		return at(tick.instant()).equals(tick);
	}

	private Tick tick(long sequence) {
		return new Tick(sequence, Instant.ofEpochMilli(sequence * this.period.toMillis()));
	}

}
