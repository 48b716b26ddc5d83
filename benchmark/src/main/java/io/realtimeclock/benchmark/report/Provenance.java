package io.realtimeclock.benchmark.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** When and by which command a report was made. */
final class Provenance {

	private Provenance() {
	}

	static String describe() {
		String command = Optional.ofNullable(System.getenv("BENCHMARK_COMMAND")).orElse("benchmark/run").strip();
		return Instant.now().truncatedTo(ChronoUnit.MINUTES) + " by `" + command + "`";
	}

}
