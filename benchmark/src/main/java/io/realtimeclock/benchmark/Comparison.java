package io.realtimeclock.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.measure.Progress;
import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.peer.Peers;
import io.realtimeclock.benchmark.report.Measurement;
import io.realtimeclock.benchmark.report.Medians;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.report.Table;
import io.realtimeclock.benchmark.scenario.Scenarios;

/**
 * All servers beside the floor. The floor is measured anew before each of them, as a
 * machine is not the same from one minute to the next: ratios are what counts.
 */
final class Comparison {

	private static final String CPU = "CPU a frame, µs";

	private static final String P99 = "p99, ms";

	private static final List<String> SHOWN = List.of("clients", CPU, "CPU / floor", "p50, ms", P99, "p99 / floor",
			"delivered, %", "doubled", "backward", "disconnected", "resident, MB", "threads",
			"load client's CPU a frame, µs");

	private final Report report = new Report("comparison", "One tick to one client, beside the peers");

	private final Settings settings;

	Comparison(Settings settings) {
		this.settings = settings;
	}

	void run(List<Peer> peers) throws IOException {
		Peer floor = Peers.all().get(0);
		List<Peer> present = peers.stream().filter((peer) -> isPresent(peer, floor)).toList();
		for (int turn = 1; turn <= this.settings.turns(); turn++) {
			for (Peer peer : present) {
				int clients = Math.min(this.settings.clients(), peer.mostClients());
				Progress.say("turn %d of %d: %s".formatted(turn, this.settings.turns(), peer.name()));
				Figures base = measure(floor, clients);
				this.report.add(new Measurement(floor.name(), clients, turn, base));
				Figures figures = measure(peer, clients);
				// There is nothing to compare with if the floor's run is void
				if (base.flaw() == null) {
					figures.add("CPU / floor", figures.get(CPU) / base.get(CPU));
					figures.add("p99 / floor", figures.get(P99) / base.get(P99));
				}
				this.report.add(new Measurement(peer.name(), clients, turn, figures));
			}
		}
		this.report.write("Two ticks a second to each client. CPU is the server's time in user and kernel mode for each"
				+ " frame that a client received; p99 counts from the beginning of the tick's slot to the client's"
				+ " receipt. Turns: " + this.settings.turns()
				+ ", of which these are medians; each ratio is to a run of" + " the floor just before it.");
		tabulate(floor, present);
		notes(floor, peers);
		this.report.save();
	}

	private Figures measure(Peer peer, int clients) {
		return Turn.measure(peer, Scenarios.steady(clients, this.settings.warmUp(), this.settings.seconds()));
	}

	private boolean isPresent(Peer peer, Peer floor) {
		return peer.lack().isEmpty() && !peer.name().equals(floor.name());
	}

	private void tabulate(Peer floor, List<Peer> peers) {
		List<String> heads = new ArrayList<>(List.of("server"));
		heads.addAll(SHOWN);
		Table table = new Table(heads);
		List<Integer> sizes = this.report.measurements().stream().map(Measurement::clients).distinct().toList();
		sizes.forEach((clients) -> row(table, floor.name(), clients));
		peers.forEach((peer) -> row(table, peer.name(), Math.min(this.settings.clients(), peer.mostClients())));
		this.report.write(table.toString());
	}

	private void row(Table table, String peer, int clients) {
		Figures medians = Medians.of(this.report.measurements()
			.stream()
			.filter((measurement) -> measurement.peer().equals(peer) && measurement.clients() == clients)
			.map(Measurement::figures)
			.toList());
		List<String> row = new ArrayList<>(List.of((medians.flaw() != null) ? peer + " (void)" : peer));
		SHOWN.forEach((name) -> row.add(Figures.text(medians.get(name))));
		table.row(row);
		if (medians.flaw() != null) {
			this.report.write("**" + peer + " is void: " + medians.flaw() + ".**");
		}
	}

	private void notes(Peer floor, List<Peer> peers) {
		List<Peer> all = new ArrayList<>(peers);
		if (!all.contains(floor)) {
			all.add(0, floor);
		}
		StringBuilder lines = new StringBuilder();
		for (Peer peer : all) {
			Optional<String> lack = peer.lack();
			String words = lack.isPresent() ? "absent, this machine lacks " + lack.get() : peer.version();
			lines.append("- ").append(peer.name()).append(": ").append(words).append('\n');
		}
		this.report.write(lines.toString());
	}

}
