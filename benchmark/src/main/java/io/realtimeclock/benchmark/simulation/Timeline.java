package io.realtimeclock.benchmark.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import io.realtimeclock.benchmark.report.Plot;

/** Handshakes and disconnected clients per second, and the duration of each outage. */
final class Timeline {

	private final long[] attempts;

	private final long[] disconnected;

	private final double[] outageSeconds;

	private int outages;

	Timeline(int seconds, int maxOutages) {
		this.attempts = new long[seconds];
		this.disconnected = new long[seconds];
		this.outageSeconds = new double[maxOutages];
	}

	void addAttempt(double time) {
		this.attempts[(int) Math.min(time, this.attempts.length - 1)]++;
	}

	/** Add the outage of one client. */
	void addOutage(double from, double to) {
		for (int second = (int) Math.ceil(from); second < Math.min(to, this.disconnected.length); second++) {
			this.disconnected[second]++;
		}
		if (this.outages < this.outageSeconds.length) {
			this.outageSeconds[this.outages++] = to - from;
		}
	}

	int outages() {
		return this.outages;
	}

	/** Return a quantile of the outages, from 0 to 1, in seconds. */
	double outageQuantile(double quantile) {
		double[] sorted = Arrays.copyOf(this.outageSeconds, this.outages);
		Arrays.sort(sorted);
		return sorted[(int) Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))];
	}

	long maxAttempts() {
		return Arrays.stream(this.attempts).max().orElse(0);
	}

	long attempts() {
		return Arrays.stream(this.attempts).sum();
	}

	long maxDisconnected() {
		return Arrays.stream(this.disconnected).max().orElse(0);
	}

	/** Draw the disconnected clients, in thousands. */
	void draw(Plot plot, String name, int seconds) {
		List<Double> x = DoubleStream.iterate(0, (second) -> second + 1).limit(seconds).boxed().toList();
		List<Double> y = IntStream.range(0, seconds).mapToObj((second) -> this.disconnected[second] / 1000.0).toList();
		plot.line(name, x, y, false);
	}

}
