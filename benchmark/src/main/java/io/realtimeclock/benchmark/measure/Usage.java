package io.realtimeclock.benchmark.measure;

import java.util.List;

/**
 * What processes have used or hold at one moment.
 *
 * @param cpuMillis CPU time in user and kernel mode since their start
 */
public record Usage(long cpuMillis, long residentKilobytes, long threads, long descriptors) {

	/** Return the sums over some processes. */
	public static Usage of(List<Long> pids) {
		return pids.stream().map(ProcessFiles::usage).reduce(new Usage(0, 0, 0, 0), Usage::plus);
	}

	private Usage plus(Usage other) {
		return new Usage(this.cpuMillis + other.cpuMillis, this.residentKilobytes + other.residentKilobytes,
				this.threads + other.threads, this.descriptors + other.descriptors);
	}

	/** Add what is held to figures, with a prefix to their names. */
	public Figures addTo(Figures figures, String prefix) {
		figures.add(prefix + "resident, MB", this.residentKilobytes / 1024.0);
		return figures.add(prefix + "threads", this.threads).add(prefix + "descriptors", this.descriptors);
	}

}
