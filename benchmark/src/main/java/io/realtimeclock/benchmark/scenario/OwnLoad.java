package io.realtimeclock.benchmark.scenario;

import java.util.List;

import io.realtimeclock.benchmark.load.Saturation;
import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.measure.Usage;

/** What the load client itself uses, and whether it is fast enough to measure. */
final class OwnLoad {

	private static final List<Long> SELF = List.of(ProcessHandle.current().pid());

	/** Of one core, on average: the load comes in bursts. */
	private static final double LARGEST_SHARE = 0.85;

	/** What is shorter says nothing about an average. */
	private static final double SHORTEST_AVERAGE_SECONDS = 5;

	private final Usage before = Usage.of(SELF);

	private Usage after = this.before;

	void end() {
		this.after = Usage.of(SELF);
	}

	void addTo(Figures figures, long frames, double seconds, Saturation saturation) {
		long millis = this.after.cpuMillis() - this.before.cpuMillis();
		double share = millis / 1e3 / seconds;
		figures.add("load client's CPU a frame, µs", 1e3 * millis / frames);
		figures.add("load client's CPU, % of a core", 100 * share);
		figures.add("load client's own delay p99, ms", saturation.waitMillis());
		if (saturation.isReached() || (seconds >= SHORTEST_AVERAGE_SECONDS && share > LARGEST_SHARE)) {
			figures.spoil("the load client itself was saturated");
		}
	}

}
