package io.realtimeclock.benchmark.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures were measured on. */
final class Machine {

	private Machine() {
	}

	static String describe() {
		return "%d cores of %s, %.0f GB, Linux %s, Java %s (%s)".formatted(Runtime.getRuntime().availableProcessors(),
				value("/proc/cpuinfo", "model name"),
				Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1024.0 / 1024.0,
				System.getProperty("os.version"), System.getProperty("java.version"),
				System.getProperty("java.vendor"));
	}

	private static String value(String file, String name) {
		try {
			return Files.readAllLines(Path.of(file))
				.stream()
				.filter((line) -> line.startsWith(name))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElse("0");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
