package io.realtimeclock.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import io.realtimeclock.benchmark.dashboard.Dashboard;
import io.realtimeclock.benchmark.measure.Progress;
import io.realtimeclock.benchmark.peer.Subject;
import io.realtimeclock.benchmark.plan.Plans;

/** Runs what the command line asks for. */
public final class Benchmark {

	private static final Set<String> OPTIONS = Set.of("url", "pid", "dialect", "login", "user", "password", "only",
			"clients", "turns", "seconds", "warm-up", "residents", "percent", "stalled-seconds", "minutes",
			"redis-port", "prometheus");

	private Benchmark() {
	}

	/**
	 * Run the benchmark.
	 * @throws IOException if the load can't be made or the results can't be written
	 */
	public static void main(String[] arguments) throws IOException {
		Options options = Options.parse(arguments, OPTIONS);
		CommandLine line = new CommandLine(options);
		if (options.has("prometheus")) {
			Path picture = Path.of("results", "dashboard.png");
			Dashboard.draw(URI.create(options.text("prometheus", "")), Duration.ofMinutes(options.number("minutes", 5)),
					picture);
			Progress.say("written: benchmark/" + picture);
		}
		else if (options.has("url")) {
			Subject subject = line.subject();
			Progress.say(options.command() + " of " + subject.name() + "\n"
					+ Plans.run(options.command(), line.settings(), subject));
		}
		else {
			Plans.run(options.command(), line.settings());
		}
	}

}
