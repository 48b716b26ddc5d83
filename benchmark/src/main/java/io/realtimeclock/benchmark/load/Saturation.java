package io.realtimeclock.benchmark.load;

/**
 * The delay of the event loop itself: a client that becomes readable together with others
 * waits until those are read, which would be measured as the server's latency.
 */
public final class Saturation {

	/** The maximum number of keys that the JDK's selector returns at once on Linux. */
	private static final int FULL_TURN = 1024;

	private static final double MAX_DELAY_MILLIS = 20;

	private static final double MAX_FULL_SHARE = 0.05;

	private final Received.Latencies delays = new Received.Latencies();

	private long turns;

	private long fullTurns;

	private long turnStart;

	void turnEnded(int events) {
		this.turnStart = 0;
		if (events > 0) {
			this.turns++;
		}
		if (events >= FULL_TURN) {
			this.fullTurns++;
		}
	}

	void event() {
		long now = System.nanoTime();
		if (this.turnStart == 0) {
			this.turnStart = now;
		}
		this.delays.record((now - this.turnStart) / 1_000);
	}

	/** Return the 99th percentile of the delay before a read, in milliseconds. */
	public double delayMillis() {
		return this.delays.millis(99);
	}

	/** Return whether the event loop was too slow, so that the measurement is void. */
	public boolean isReached() {
		return delayMillis() > MAX_DELAY_MILLIS || this.fullTurns > MAX_FULL_SHARE * this.turns;
	}

}
