package io.realtimeclock.benchmark.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many handshakes were begun and how many clients were without a gateway, second by
 * second, and for how long each was.
 */
final class Timeline {

	private final long[] attempts;

	private final long[] away;

	private final double[] outages;

	private int ended;

	Timeline(int seconds, int outages) {
		this.attempts = new long[seconds];
		this.away = new long[seconds];
		this.outages = new double[outages];
	}

	void attempt(double time) {
		this.attempts[(int) Math.min(time, this.attempts.length - 1)]++;
	}

	/** Note that a client was cut off, and is back. */
	void outage(double from, double to) {
		for (int second = (int) Math.ceil(from); second < Math.min(to, this.away.length); second++) {
			this.away[second]++;
		}
		if (this.ended < this.outages.length) {
			this.outages[this.ended++] = to - from;
		}
	}

	double outage(double quantile) {
		double[] sorted = Arrays.copyOf(this.outages, this.ended);
		Arrays.sort(sorted);
		return sorted[(int) Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))];
	}

	int outages() {
		return this.ended;
	}

	long mostAttempts() {
		return Arrays.stream(this.attempts).max().orElse(0);
	}

	long attempts() {
		return Arrays.stream(this.attempts).sum();
	}

	long mostAway() {
		return Arrays.stream(this.away).max().orElse(0);
	}

	List<Double> awayThousands(int seconds) {
		return IntStream.range(0, seconds).mapToObj((second) -> this.away[second] / 1000.0).toList();
	}

}
