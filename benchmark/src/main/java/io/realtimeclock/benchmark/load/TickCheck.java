package io.realtimeclock.benchmark.load;

import java.nio.ByteBuffer;
import java.time.Instant;

/** Checks the sequences of one client's ticks. */
final class TickCheck {

	private static final long SLOT_MICROS = 500_000;

	private final long start = wallClockMicros();

	private long lastSequence;

	private long resumed;

	/** Return the newest sequence, 0 if there is none. */
	long lastSequence() {
		return this.lastSequence;
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
		tick(sequence, counters);
		return true;
	}

	private void tick(long sequence, Counters counters) {
		long now = wallClockMicros();
		long age = now - sequence * SLOT_MICROS;
		counters.tick(this.lastSequence, sequence, age);
		if (this.lastSequence == 0) {
			counters.untilTick.record(now - this.start);
			counters.lastFirstMicros = now;
		}
		if (this.resumed != 0 && age <= Counters.OLD_MICROS) {
			counters.untilNewest.record(now - this.resumed);
			this.resumed = 0;
		}
		this.lastSequence = Math.max(this.lastSequence, sequence);
	}

	private static long wallClockMicros() {
		Instant now = Instant.now();
		return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
	}

}
