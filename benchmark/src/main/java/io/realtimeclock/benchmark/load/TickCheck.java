package io.realtimeclock.benchmark.load;

import java.nio.ByteBuffer;
import java.time.Instant;

/** Checks the sequences of one client's ticks. */
class TickCheck {

	private static final long SLOT_MICROS = 500_000;

	private final long start = wallClockMicros();

	private long lastSequence;

	private long resumed;

	/** Return the newest sequence, 0 if there is none. */
	long lastSequence() {
		return this.lastSequence;
	}

	/** Tell whether the client is without one of the newest two sequences. */
	boolean isLagging(long newest) {
		return lastSequence() < newest - 1;
	}

	/** Tell whether the client has received all it waits for after connecting. */
	boolean isComplete() {
		return this.lastSequence > 0;
	}

	/** Record the end of a stall. */
	void resume() {
		this.resumed = wallClockMicros();
	}

	/**
	 * Check and count a message between position and limit.
	 * @return {@code false} if it is neither a tick nor a stale notice
	 */
	boolean accept(ByteBuffer message, Counters counters) {
		long sequence = TickText.sequence(message);
		if (TickText.isStale(message)) {
			counters.stale++;
			return true;
		}
		if (sequence == TickText.NO_SEQUENCE) {
			return false;
		}
		boolean wasComplete = isComplete();
		long last = this.lastSequence;
		this.lastSequence = Math.max(last, sequence);
		long age = count(last, sequence, sequence * SLOT_MICROS, !wasComplete, counters);
		if (wasComplete && sequence > last) {
			counters.slot(sequence, age);
		}
		return true;
	}

	/**
	 * Count a tick or a value.
	 * @param last the newest sequence before it, 0 for the first one
	 * @param since when it came into being, in microseconds since the epoch
	 * @param completes whether the client has all it waits for with this one
	 * @return its age in microseconds
	 */
	final long count(long last, long sequence, long since, boolean completes, Counters counters) {
		long now = wallClockMicros();
		long age = now - since;
		counters.tick(last, sequence, age);
		if (completes) {
			counters.untilTick.record(now - this.start);
			counters.lastFirstMicros = now;
		}
		if (this.resumed != 0 && age <= Counters.OLD_MICROS) {
			counters.untilNewest.record(now - this.resumed);
			this.resumed = 0;
		}
		return age;
	}

	private static long wallClockMicros() {
		Instant now = Instant.now();
		return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
	}

}
