package io.realtimeclock.benchmark.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel tells of a process in {@code /proc}. */
final class ProcessFiles {

	private static final long MILLIS_PER_TICK = 10;

	private ProcessFiles() {
	}

	static Usage usage(long pid) {
		Path folder = Path.of("/proc", Long.toString(pid));
		try (Stream<Path> files = Files.list(folder.resolve("fd"))) {
			String stat = Files.readString(folder.resolve("stat"));
			// The name in parentheses may hold spaces
			String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
			long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
			List<String> status = Files.readAllLines(folder.resolve("status"));
			return new Usage(ticks * MILLIS_PER_TICK, value(status, "VmRSS:"), value(status, "Threads:"),
					files.count());
		}
		catch (IOException ex) {
			throw new IllegalStateException("Process " + pid + " can't be looked at, it has ended or is not ours", ex);
		}
	}

	private static long value(List<String> status, String name) {
		return status.stream()
			.filter((line) -> line.startsWith(name))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
			.findFirst()
			.orElse(0);
	}

}
