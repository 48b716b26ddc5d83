package io.realtimeclock.benchmark.load;

import io.realtimeclock.benchmark.load.tally.Latencies;

/**
 * How far behind the event loop itself is: each client that is ready waits for those that
 * were ready with it, and that wait would be taken for the server's latency.
 */
public final class Saturation {

	/** What one call of the JDK's selector returns at most on Linux. */
	private static final int FULL_TURN = 1024;

	private static final double LONGEST_WAIT_MILLIS = 20;

	private static final double LARGEST_FULL_SHARE = 0.05;

	private final Latencies waits = new Latencies();

	private long turns;

	private long fullTurns;

	private long turnBegan;

	void turnEnded(int events) {
		this.turnBegan = 0;
		if (events > 0) {
			this.turns++;
		}
		if (events >= FULL_TURN) {
			this.fullTurns++;
		}
	}

	void event() {
		long now = System.nanoTime();
		if (this.turnBegan == 0) {
			this.turnBegan = now;
		}
		this.waits.record((now - this.turnBegan) / 1_000);
	}

	/** Return for how many milliseconds 99 of 100 clients waited at most to be read. */
	public double waitMillis() {
		return this.waits.millis(99);
	}

	/** Tell whether the loop was too slow, so that the measurement is void. */
	public boolean isReached() {
		return waitMillis() > LONGEST_WAIT_MILLIS || this.fullTurns > LARGEST_FULL_SHARE * this.turns;
	}

}
