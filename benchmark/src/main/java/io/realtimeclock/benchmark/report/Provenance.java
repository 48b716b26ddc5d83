package io.realtimeclock.benchmark.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command, time and machine of a report. */
final class Provenance {

	private static final Path CONGESTION_CONTROL = Path.of("/proc/sys/net/ipv4/tcp_congestion_control");

	private Provenance() {
	}

	static String command() {
		String command = Optional.ofNullable(System.getenv("BENCHMARK_COMMAND")).orElse("benchmark/run").strip();
		return Instant.now().truncatedTo(ChronoUnit.MINUTES) + " with `" + command + "`";
	}

	static String machine() {
		RuntimeMXBean jvm = ManagementFactory.getRuntimeMXBean();
		return ("%d cores of %s (%s, family %s, model %s), %.0f GB, Linux %s, TCP congestion control %s,"
				+ " Java %s (%s), load client's JVM flags: `%s`")
			.formatted(Runtime.getRuntime().availableProcessors(), processor("model name"), processor("vendor_id"),
					processor("cpu family"), processor("model"),
					Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1024.0 / 1024.0,
					System.getProperty("os.version"), congestionControl(), System.getProperty("java.version"),
					System.getProperty("java.vendor"), String.join(" ", jvm.getInputArguments()));
	}

	private static String processor(String name) {
		return value("/proc/cpuinfo", name);
	}

	private static String congestionControl() {
		try {
			return Files.readString(CONGESTION_CONTROL).strip();
		}
		catch (IOException ex) {
			return "unknown";
		}
	}

	private static String value(String file, String name) {
		Pattern line = Pattern.compile(Pattern.quote(name) + "\\s*:\\s*(.*)");
		try {
			return Files.readAllLines(Path.of(file))
				.stream()
				.map(line::matcher)
				.filter(Matcher::matches)
				.map((match) -> match.group(1).strip())
				.findFirst()
				.orElse("unknown");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
