package io.realtimeclock.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.report.Figures;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.scenario.Scenario;

/**
 * Compares servers with the floor. The floor is measured again before each server,
 * because the speed of a machine changes over time: only ratios are comparable.
 */
final class Comparison {

	private static final String CPU = "CPU per frame, µs";

	private static final String P99 = "p99, ms";

	private static final List<String> RATIOS = List.of("CPU / floor", "p99 / floor");

	private static final List<String> COLUMNS = List.of("clients", CPU, "CPU / floor", "p50, ms", P99, "p99 / floor",
			"delivered, %", "duplicates", "backward", "disconnected", "resident, MB", "threads",
			"load client's CPU per frame, µs");

	private final Report report = new Report("comparison", "One tick to one client, compared with other servers");

	private final Peer floor = Peer.floor();

	private final Settings settings;

	Comparison(Settings settings) {
		this.settings = settings;
	}

	void run(List<Peer> peers) throws IOException {
		List<Peer> others = peers.stream().filter((peer) -> !isFloor(peer)).toList();
		List<Peer> installed = others.stream().filter((peer) -> peer.missing().isEmpty()).toList();
		for (int turn = 1; turn <= this.settings.turns(); turn++) {
			for (Peer peer : installed) {
				Report.progress("turn %d of %d: %s".formatted(turn, this.settings.turns(), peer.name()));
				compare(peer, Math.min(this.settings.clients(), peer.maxClients()), turn);
			}
		}
		this.report.write("Two ticks per second to each client. CPU is the server's time in user and kernel mode per"
				+ " frame received by a client; p99 is measured from the start of the tick's slot to the client's"
				+ " receipt. Turns: " + this.settings.turns()
				+ ". The figures are their medians; each ratio is to a run of the floor just before, and has the lowest"
				+ " and the highest of the turns beside it. ≈ 1 says that the turns lie on both sides of 1; two servers"
				+ " whose ranges overlap are not told apart.");
		writeTable(installed);
		this.report.write(Stream.concat(Stream.of(this.floor), others.stream())
			.map(Comparison::version)
			.collect(Collectors.joining()));
		this.report.save();
	}

	private boolean isFloor(Peer peer) {
		return peer.name().equals(this.floor.name());
	}

	private void compare(Peer peer, int clients, int turn) {
		Scenario steady = Scenario.steady(clients, this.settings.warmUpSeconds(), this.settings.seconds());
		Figures base = Turns.measure(this.floor, steady, this.report);
		this.report.add(this.floor.name(), clients, turn, base);
		Figures figures = Turns.measure(peer, steady, this.report);
		// An invalid run of the floor can't be compared with
		if (base.invalidReason() == null) {
			figures.add("CPU / floor", figures.get(CPU) / base.get(CPU));
			figures.add("p99 / floor", figures.get(P99) / base.get(P99));
		}
		this.report.add(peer.name(), clients, turn, figures);
	}

	private void writeTable(List<Peer> peers) {
		Report.Table table = new Report.Table("server", COLUMNS);
		this.report.clientNumbers().forEach((clients) -> addRow(table, this.floor.name(), clients));
		peers.forEach((peer) -> addRow(table, peer.name(), Math.min(this.settings.clients(), peer.maxClients())));
		this.report.write(table.toString());
	}

	private void addRow(Report.Table table, String peer, int clients) {
		Figures medians = this.report.medians(peer, clients);
		table.row((medians.invalidReason() != null) ? peer + " (invalid)" : peer,
				COLUMNS.stream()
					.map((name) -> RATIOS.contains(name) ? this.report.ratio(peer, clients, name)
							: Figures.text(medians.get(name)))
					.toList());
		if (medians.invalidReason() != null) {
			this.report.write("**" + peer + " is invalid: " + medians.invalidReason() + ".**");
		}
	}

	private static String version(Peer peer) {
		String version = peer.missing().map((missing) -> "not measured, missing: " + missing).orElseGet(peer::version);
		return "- " + peer.name() + ": " + version + "\n";
	}

}
