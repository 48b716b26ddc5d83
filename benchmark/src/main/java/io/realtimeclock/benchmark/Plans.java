package io.realtimeclock.benchmark;

import java.io.IOException;
import java.util.List;

import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.measure.Progress;
import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.peer.Peers;
import io.realtimeclock.benchmark.peer.StartTime;
import io.realtimeclock.benchmark.report.Measurement;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.scenario.Scenario;
import io.realtimeclock.benchmark.scenario.Scenarios;

/**
 * The commands.
 */
final class Plans {

	private static final int FEW = 1_000;

	private Plans() {
	}

	/**
	 * Run a command and write its results.
	 * @param command its name
	 * @param settings how it is to be run
	 * @throws IOException if results can't be written
	 */
	static void run(String command, Settings settings) throws IOException {
		switch (command) {
			case "all" -> all(settings);
			case "compare" -> compare(settings);
			case "scale" -> new Scaling(settings).run();
			case "start" -> start(settings);
			case "soak" -> soak(settings);
			default -> single(command, settings);
		}
	}

	private static void all(Settings settings) throws IOException {
		if (settings.quick()) {
			compare(settings.withOnly("gateway"));
			run("storm", settings.withOnly("gateway"));
			return;
		}
		for (String command : List.of("compare", "scale", "storm", "stalled", "memory", "allocation", "start",
				"soak")) {
			run(command, settings);
		}
	}

	private static void compare(Settings settings) throws IOException {
		List<Peer> peers = settings.only().isEmpty() ? Peers.all()
				: settings.only().stream().map(Peers::named).toList();
		new Comparison(settings).run(peers);
	}

	private static void single(String command, Settings settings) throws IOException {
		Report report = new Report(command, title(command));
		boolean floorToo = List.of("steady", "storm").contains(command);
		List<Peer> peers = settings.only(floorToo ? new String[] { "floor", "gateway" } : new String[] { "gateway" })
			.stream()
			.map(Peers::named)
			.toList();
		Single single = new Single(report, scenario(command, settings), settings.clients(), settings.turns(),
				(name) -> true);
		single.run(peers);
		report.save();
	}

	private static void soak(Settings settings) throws IOException {
		Report report = new Report("soak", title("soak"));
		Peer peer = Peers.named(settings.only("gateway").get(0));
		new Soak(report).run(peer, scenario("soak", settings), settings.clients());
		report.save();
	}

	private static void start(Settings settings) throws IOException {
		Report report = new Report("start", title("start"));
		for (int turn = 1; turn <= settings.turns(); turn++) {
			Progress.say("turn %d of %d: start".formatted(turn, settings.turns()));
			report.add(new Measurement("gateway", 0, turn, StartTime.measure()));
		}
		new Single(report, (subject) -> new Figures(), 0, settings.turns(), (name) -> true)
			.tabulate(List.of("gateway"));
		report.save();
	}

	/**
	 * Find the scenario of a command.
	 * @param command its name
	 * @param settings how it is to be run
	 * @return the scenario
	 */
	static Scenario scenario(String command, Settings settings) {
		int clients = settings.clients();
		return switch (command) {
			case "steady" -> Scenarios.steady(clients, settings.warmUp(), settings.seconds());
			case "storm" -> Scenarios.storm(clients, Math.min(settings.residents(), clients));
			case "stalled" ->
				Scenarios.stalled(clients, settings.percent(10), settings.seconds(), settings.stalledSeconds());
			case "soak" -> Scenarios.churn(clients, settings.percent(1), settings.minutes());
			case "memory" -> Scenarios.memory(Math.min(FEW, settings.most() / 2), settings.most());
			case "allocation" -> Scenarios.allocation(100, clients, settings.seconds());
			default -> throw new IllegalArgumentException("There is no command " + command + "; see --help");
		};
	}

	private static String title(String command) {
		return switch (command) {
			case "storm" -> "All clients connect at once";
			case "stalled" -> "Clients that stop reading";
			case "soak" -> "Clients that come and go";
			case "memory" -> "Resident memory a further connection";
			case "allocation" -> "What the gateway allocates a tick";
			case "start" -> "Time until the gateway is ready";
			default -> "A steady run";
		};
	}

}
