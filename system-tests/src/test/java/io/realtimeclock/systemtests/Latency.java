package io.realtimeclock.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The time from the beginning of a slot to a client's receipt of its tick.
 *
 * @param times shortest first
 */
record Latency(List<Duration> times) {

	static Latency of(List<Frame> frames) {
		return new Latency(frames.stream().map(Frame::age).sorted().toList());
	}

	Duration percentile(int percent) {
		int rank = (int) Math.ceil(this.times.size() * percent / 100.0);
		return this.times.get(rank - 1);
	}

	void report(Path file, String system) throws IOException {
		String report = String.format(Locale.ROOT, """
				# Tick to client

				From the beginning of a slot to its receipt by a client; %s, 2 tickers, 2 gateways.

				| ticks | p50 | p99 | max |
				| ---: | ---: | ---: | ---: |
				| %d | %.1f ms | %.1f ms | %.1f ms |
				""", system, this.times.size(), millis(50), millis(99), millis(100));
		Files.writeString(file, report);
		Console.print(report);
	}

	private double millis(int percent) {
		return percentile(percent).toNanos() / 1e6;
	}

}
