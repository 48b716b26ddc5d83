package io.realtimeclock.benchmark.load.tally;

import java.nio.ByteBuffer;

/** Checks the ticks of one client. */
public final class TickCheck {

	private final long begun = WallClock.micros();

	private long last;

	private long woken;

	/** Return the newest sequence, 0 if there is none. */
	public long last() {
		return this.last;
	}

	/** Take note that a stall ends. */
	public void wake() {
		this.woken = WallClock.micros();
	}

	/**
	 * Check and count a message between position and limit.
	 * @return {@code false} if it is neither a tick nor a notice of a silent source
	 */
	public boolean take(ByteBuffer message, Tally tally) {
		long sequence = TickText.sequence(message);
		if (TickText.isStale(message)) {
			tally.stale++;
			return true;
		}
		if (sequence == TickText.NO_SEQUENCE) {
			return false;
		}
		tick(sequence, tally);
		return true;
	}

	private void tick(long sequence, Tally tally) {
		long now = WallClock.micros();
		long age = now - WallClock.slot(sequence);
		tally.tick(Verdict.of(this.last, sequence), sequence - this.last - 1, age);
		if (this.last == 0) {
			tally.untilTick.record(now - this.begun);
			tally.lastFirstMicros = now;
		}
		if (this.woken != 0 && age <= Tally.OLD_MICROS) {
			tally.untilNewest.record(now - this.woken);
			this.woken = 0;
		}
		this.last = Math.max(this.last, sequence);
	}

}
