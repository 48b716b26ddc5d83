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

	/**
	 * Create a grid.
	 * @throws IllegalArgumentException if the period is not a positive number of whole
	 * milliseconds
	 */
	public Grid {
		if (period.isNegative() || period.isZero() || period.toNanosPart() % 1_000_000 != 0) {
			throw new IllegalArgumentException("A period is a positive number of milliseconds, not " + period);
		}
	}

	/**
	 * Return the tick of the slot that the given time lies in.
	 * @param time a wall-clock time
	 * @return the tick whose instant is the given time or at most one period before it
	 */
	public Tick at(Instant time) {
		return tick(Math.floorDiv(time.toEpochMilli(), this.period.toMillis()));
	}

	/**
	 * Return the first tick after the given one.
	 * @param tick a tick of this grid
	 * @return the tick of the next slot
	 */
	public Tick next(Tick tick) {
		return tick(tick.sequence() + 1);
	}

	/**
	 * Tell whether a tick's sequence and instant name the same slot of this grid.
	 * @param tick a tick from anywhere
	 * @return {@code false} if it can't have come from a ticker with this period
	 */
	public boolean holds(Tick tick) {
		return at(tick.instant()).equals(tick);
	}

	private Tick tick(long sequence) {
		return new Tick(sequence, Instant.ofEpochMilli(sequence * this.period.toMillis()));
	}

}
