package io.realtimeclock.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.realtimeclock.benchmark.dashboard.Dashboard;
import io.realtimeclock.benchmark.load.Dialect;
import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.measure.Progress;
import io.realtimeclock.benchmark.login.Credentials;
import io.realtimeclock.benchmark.scenario.Subject;

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
		if (options.has("prometheus")) {
			Path picture = Path.of("results", "dashboard.png");
			Dashboard.draw(URI.create(options.text("prometheus", "")), Duration.ofMinutes(options.number("minutes", 5)),
					picture);
			Progress.say("written: benchmark/" + picture);
		}
		else if (options.has("url")) {
			Subject subject = subject(options);
			Figures figures = Experiment.of(options.command(), settings(options)).scenario().run(subject);
			Progress.say(options.command() + " of " + subject.name() + "\n" + figures);
		}
		else {
			Plans.run(options.command(), settings(options));
		}
	}

	private static Settings settings(Options options) {
		boolean quick = options.has("quick");
		List<String> only = options.has("only") ? options.list("only", "") : List.of();
		return new Settings(quick, only, options.number("clients", quick ? 3_000 : 15_000),
				options.number("clients", quick ? 3_000 : 19_000), options.number("turns", quick ? 1 : 3),
				options.number("seconds", quick ? 10 : 20), options.number("warm-up", quick ? 5 : 15),
				options.number("residents", 1_000), options.number("percent", 0), options.number("stalled-seconds", 30),
				options.number("minutes", 40));
	}

	private static Subject subject(Options options) {
		Dialect dialect = Dialect.valueOf(options.text("dialect", "plain").toUpperCase(Locale.ROOT));
		List<Target> targets = options.list("url", "ws://127.0.0.1:8080/time/tic/")
			.stream()
			.map((url) -> Target.of(URI.create(url), dialect))
			.toList();
		List<Long> pids = options.has("pid") ? options.list("pid", "").stream().map(Long::valueOf).toList() : List.of();
		String user = options.text("user", "demo");
		String password = options.text("password", "demo");
		Credentials credentials = switch (options.text("login", "form")) {
			case "form" -> Credentials.sessions(targets.get(0).port(), options.number("redis-port", 0), user, password);
			case "basic" -> Credentials.basic(user, password);
			default -> Credentials.NONE;
		};
		return new Subject(options.text("url", "the server"), targets, pids, credentials);
	}

}
