package io.realtimeclock.benchmark.simulation;

import java.util.Arrays;

/** For how long clients were without a gateway, in seconds. */
final class Outages {

	private final double[] seconds;

	private int count;

	Outages(int most) {
		this.seconds = new double[most];
	}

	void add(double outage) {
		if (this.count < this.seconds.length) {
			this.seconds[this.count++] = outage;
		}
	}

	int count() {
		return this.count;
	}

	/** Return a quantile, from 0 to 1. */
	double quantile(double quantile) {
		double[] sorted = Arrays.copyOf(this.seconds, this.count);
		Arrays.sort(sorted);
		return sorted[(int) Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))];
	}

}
