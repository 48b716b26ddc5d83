package io.realtimeclock.benchmark.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.realtimeclock.benchmark.report.Figures;

/**
 * The resource usage of processes at one moment, from {@code /proc}.
 *
 * @param cpuMillis CPU time in user and kernel mode since their start
 */
record Usage(long cpuMillis, long residentKilobytes, long threads, long descriptors) {

	private static final long MILLIS_PER_CLOCK_TICK = 10;

	/** Return the sum over the given processes. */
	static Usage of(List<Long> pids) {
		return pids.stream().map(Usage::of).reduce(new Usage(0, 0, 0, 0), Usage::plus);
	}

	private static Usage of(long pid) {
		Path folder = Path.of("/proc", Long.toString(pid));
		try (Stream<Path> files = Files.list(folder.resolve("fd"))) {
			String stat = Files.readString(folder.resolve("stat"));
			// The name in parentheses may contain spaces
			String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
			long clockTicks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
			List<String> status = Files.readAllLines(folder.resolve("status"));
			return new Usage(clockTicks * MILLIS_PER_CLOCK_TICK, value(status, "VmRSS:"), value(status, "Threads:"),
					files.count());
		}
		catch (IOException ex) {
			throw new IllegalStateException("Process " + pid + " has ended or belongs to another user", ex);
		}
	}

	private static long value(List<String> status, String name) {
		return status.stream()
			.filter((line) -> line.startsWith(name))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
			.findFirst()
			.orElse(0);
	}

	private Usage plus(Usage other) {
		return new Usage(this.cpuMillis + other.cpuMillis, this.residentKilobytes + other.residentKilobytes,
				this.threads + other.threads, this.descriptors + other.descriptors);
	}

	/** Add memory, threads and descriptors to figures, with a prefix. */
	Figures addTo(Figures figures, String prefix) {
		figures.add(prefix + "resident, MB", this.residentKilobytes / 1024.0);
		return figures.add(prefix + "threads", this.threads).add(prefix + "descriptors", this.descriptors);
	}

}
