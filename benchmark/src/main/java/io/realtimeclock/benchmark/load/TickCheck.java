package io.realtimeclock.benchmark.load;

/** Checks the ticks of one client. */
final class TickCheck {

	private final long begun = WallClock.micros();

	private long last;

	private long woken;

	/** Return the newest sequence, 0 if there is none. */
	long last() {
		return this.last;
	}

	void wake() {
		this.woken = WallClock.micros();
	}

	void tick(long sequence, Tally tally) {
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
