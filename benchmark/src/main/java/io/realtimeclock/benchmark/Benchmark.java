package io.realtimeclock.benchmark;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.realtimeclock.benchmark.load.Dialect;
import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.measure.Progress;
import io.realtimeclock.benchmark.scenario.Churn;
import io.realtimeclock.benchmark.scenario.Credentials;
import io.realtimeclock.benchmark.scenario.Scenario;
import io.realtimeclock.benchmark.scenario.Stalled;
import io.realtimeclock.benchmark.scenario.Steady;
import io.realtimeclock.benchmark.scenario.Storm;
import io.realtimeclock.benchmark.scenario.Subject;

/**
 * Runs what the command line asks for.
 */
public final class Benchmark {

	private static final Set<String> OPTIONS = Set.of("url", "pid", "dialect", "login", "user", "password", "clients",
			"residents", "percent", "seconds", "warm-up", "minutes", "stalled-seconds");

	private Benchmark() {
	}

	/**
	 * Run the benchmark.
	 * @param arguments the command line
	 * @throws IOException if the load can't be made
	 */
	public static void main(String[] arguments) throws IOException {
		Options options = Options.parse(arguments, OPTIONS);
		Subject subject = subject(options);
		Figures figures = scenario(options).run(subject);
		Progress.say(options.command() + " of " + subject.name() + "\n" + figures);
	}

	private static Scenario scenario(Options options) {
		int clients = options.number("clients", 15_000);
		return switch (options.command()) {
			case "steady" -> new Steady(clients, options.number("warm-up", 10), options.number("seconds", 30));
			case "storm" -> new Storm(clients, options.number("residents", 1_000));
			case "stalled" -> new Stalled(clients, options.number("percent", 10), options.number("seconds", 20),
					options.number("stalled-seconds", 40));
			case "soak" -> new Churn(clients, options.number("percent", 1), options.number("minutes", 40));
			default -> throw new IllegalArgumentException("There is no command " + options.command());
		};
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
			case "form" -> Credentials.sessions(targets.get(0).port(), user, password);
			case "basic" -> Credentials.basic(user, password);
			default -> Credentials.NONE;
		};
		return new Subject(options.text("url", "the server"), targets, pids, credentials);
	}

}
