package io.realtimeclock.benchmark.plan;

import java.io.IOException;
import java.util.List;

import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.measure.Progress;
import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.peer.Subject;
import io.realtimeclock.benchmark.peer.gateway.StartTime;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.simulation.Simulations;

/** The commands. */
public final class Plans {

	private Plans() {
	}

	/**
	 * Run a command and write its results.
	 * @throws IOException if they can't be written
	 */
	public static void run(String command, Settings settings) throws IOException {
		switch (command) {
			case "all" -> all(settings);
			case "compare" -> compare(settings);
			case "scale" -> new Scaling(settings).run();
			case "start" -> start(settings);
			case "soak" -> soak(settings);
			case "simulate" -> new Simulations().run();
			default -> single(command, settings);
		}
	}

	/**
	 * Run a command once with a server that runs already.
	 * @throws IOException if the load can't be made
	 */
	public static Figures run(String command, Settings settings, Subject subject) throws IOException {
		return Experiment.of(command, settings).scenario().run(subject);
	}

	private static void all(Settings settings) throws IOException {
		if (settings.quick()) {
			compare(settings.withOnly("gateway"));
			run("storm", settings.withOnly("gateway"));
			return;
		}
		for (String command : List.of("compare", "scale", "storm", "stalled", "memory", "allocation", "start", "soak",
				"simulate")) {
			run(command, settings);
		}
	}

	private static void compare(Settings settings) throws IOException {
		List<Peer> peers = settings.only().isEmpty() ? Peers.all()
				: settings.only().stream().map(Peers::named).toList();
		new Comparison(settings).run(peers);
	}

	private static void single(String command, Settings settings) throws IOException {
		Experiment experiment = Experiment.of(command, settings);
		Report report = new Report(command, experiment.title());
		boolean floorToo = List.of("steady", "storm").contains(command);
		List<String> names = settings.only(floorToo ? new String[] { "floor", "gateway" } : new String[] { "gateway" });
		new Turns(report, experiment.scenario(), settings.clients(), settings.turns())
			.run(names.stream().map(Peers::named).toList());
		new FiguresTable(report, settings.turns()).write(names);
		report.save();
	}

	private static void soak(Settings settings) throws IOException {
		Experiment experiment = Experiment.of("soak", settings);
		Report report = new Report("soak", experiment.title());
		Peer peer = Peers.named(settings.only("gateway").get(0));
		new Soak(report).run(peer, experiment.scenario(), settings.clients());
		report.save();
	}

	private static void start(Settings settings) throws IOException {
		Report report = new Report("start", "Time until the gateway is ready");
		for (int turn = 1; turn <= settings.turns(); turn++) {
			Progress.say("turn %d of %d: start".formatted(turn, settings.turns()));
			report.add("gateway", 0, turn, StartTime.measure());
		}
		new FiguresTable(report, settings.turns()).write(List.of("gateway"));
		report.save();
	}

}
