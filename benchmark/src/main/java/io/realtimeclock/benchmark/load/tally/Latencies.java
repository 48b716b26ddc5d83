package io.realtimeclock.benchmark.load.tally;

import org.HdrHistogram.Histogram;

/** Times in microseconds, kept to three digits. */
public final class Latencies {

	private static final long LONGEST = 600_000_000;

	private final Histogram histogram = new Histogram(LONGEST, 3);

	/** Add a time. */
	public void record(long micros) {
		// The wall clock may be put back
		this.histogram.recordValue(Math.min(Math.max(micros, 0), LONGEST));
	}

	/** Return a percentile, from 0 to 100, in milliseconds; 0 if there are none. */
	public double millis(double percent) {
		return this.histogram.getValueAtPercentile(percent) / 1e3;
	}

	/** Return how many there are. */
	public long count() {
		return this.histogram.getTotalCount();
	}

}
