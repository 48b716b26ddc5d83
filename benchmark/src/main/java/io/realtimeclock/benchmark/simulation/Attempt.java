package io.realtimeclock.benchmark.simulation;

/**
 * A client's next try to connect.
 *
 * @param time when it tries, in seconds
 * @param cutOff when it was cut off
 * @param tries how often it has tried, as its back-off counts
 */
record Attempt(double time, double cutOff, int tries) implements Comparable<Attempt> {

	@Override
	public int compareTo(Attempt other) {
		return Double.compare(this.time, other.time);
	}

}
