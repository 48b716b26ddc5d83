package io.realtimeclock.benchmark.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import io.realtimeclock.benchmark.report.Plot;

/**
 * How many handshakes were begun and how many clients were without a gateway, second by
 * second, and for how long each was.
 */
final class Timeline {

	private final long[] attempts;

	private final long[] away;

	private final Outages outages;

	Timeline(int seconds, int outages) {
		this.attempts = new long[seconds];
		this.away = new long[seconds];
		this.outages = new Outages(outages);
	}

	void attempt(double time) {
		this.attempts[(int) Math.min(time, this.attempts.length - 1)]++;
	}

	/** Note that a client was cut off, and is back. */
	void outage(double from, double to) {
		for (int second = (int) Math.ceil(from); second < Math.min(to, this.away.length); second++) {
			this.away[second]++;
		}
		this.outages.add(to - from);
	}

	Outages outages() {
		return this.outages;
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

	/** Draw how many thousands of clients were without a gateway. */
	void draw(Plot plot, String name, int seconds) {
		List<Double> across = DoubleStream.iterate(0, (second) -> second + 1).limit(seconds).boxed().toList();
		List<Double> up = IntStream.range(0, seconds).mapToObj((second) -> this.away[second] / 1000.0).toList();
		plot.line(name, across, up, false);
	}

}
