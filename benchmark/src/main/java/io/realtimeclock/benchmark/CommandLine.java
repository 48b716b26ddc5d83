package io.realtimeclock.benchmark;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import io.realtimeclock.benchmark.load.Dialect;
import io.realtimeclock.benchmark.load.Target;
import io.realtimeclock.benchmark.login.Credentials;
import io.realtimeclock.benchmark.peer.Subject;
import io.realtimeclock.benchmark.plan.Settings;

/** What the options mean, and what holds without them. */
record CommandLine(Options options) {

	Settings settings() {
		boolean quick = this.options.has("quick");
		List<String> only = this.options.has("only") ? this.options.list("only", "") : List.of();
		return new Settings(quick, only, number("clients", quick ? 3_000 : 15_000),
				number("clients", quick ? 3_000 : 19_000), number("turns", quick ? 1 : 3),
				number("seconds", quick ? 10 : 20), number("warm-up", quick ? 5 : 15), number("residents", 1_000),
				number("percent", 0), number("stalled-seconds", 30), number("minutes", 40));
	}

	private int number(String name, int otherwise) {
		return this.options.number(name, otherwise);
	}

	/** Describe a server that runs already. */
	Subject subject() {
		Dialect dialect = Dialect.valueOf(this.options.text("dialect", "plain").toUpperCase(Locale.ROOT));
		List<Target> targets = this.options.list("url", "ws://127.0.0.1:8080/time/tic/")
			.stream()
			.map((url) -> Target.of(URI.create(url), dialect))
			.toList();
		List<Long> pids = this.options.has("pid") ? this.options.list("pid", "").stream().map(Long::valueOf).toList()
				: List.of();
		return new Subject(this.options.text("url", "the server"), targets, pids, credentials(targets.get(0).port()));
	}

	private Credentials credentials(int port) {
		String user = this.options.text("user", "demo");
		String password = this.options.text("password", "demo");
		return switch (this.options.text("login", "form")) {
			case "form" -> Credentials.sessions(port, number("redis-port", 0), user, password);
			case "basic" -> Credentials.basic(user, password);
			default -> Credentials.NONE;
		};
	}

}
