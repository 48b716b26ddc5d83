package io.realtimeclock.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.report.Figures;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.scenario.Scenario;

/**
 * Compares servers with the floor. The floor is measured again before each server,
 * because the speed of a machine changes over time: only ratios are comparable.
 *
 * @param steady a steady run with a number of clients
 * @param columns the figures of the table
 */
record Comparison(Report report, Peer floor, IntFunction<Scenario> steady, List<String> columns) {

	private static final String CPU = "CPU per frame, µs";

	private static final String P99 = "p99, ms";

	private static final List<String> RATIOS = List.of("CPU / floor", "p99 / floor");

	private static final List<String> COLUMNS = List.of("clients", CPU, "CPU / floor", "p50, ms", P99, "p99 / floor",
			"delivered, %", "duplicates", "backward", "disconnected", "resident, MB", "threads",
			"load client's CPU per frame, µs");

	/** Compare servers that send two ticks per second to each client. */
	static void ofTicks(Settings settings, List<Peer> peers) throws IOException {
		IntFunction<Scenario> steady = (clients) -> Scenario.steady(clients, settings.warmUpSeconds(),
				settings.seconds());
		new Comparison(new Report("comparison", "One tick to one client, compared with other servers"), Peer.floor(),
				steady, COLUMNS)
			.run(peers, settings.clients(), settings.turns(),
					"Two ticks per second to each client. p99 is measured from the start of the tick's slot to the"
							+ " client's receipt.");
	}

	/**
	 * Measure servers in turns and save the report.
	 * @param clients the number of clients, fewer for a server that can't serve as many
	 * @param load a description of the load and of the latency
	 */
	void run(List<Peer> peers, int clients, int turns, String load) throws IOException {
		List<Peer> others = peers.stream().filter((peer) -> !isFloor(peer)).toList();
		List<Peer> installed = others.stream().filter((peer) -> peer.missing().isEmpty()).toList();
		for (int turn = 1; turn <= turns; turn++) {
			for (Peer peer : installed) {
				Report.progress("turn %d of %d: %s".formatted(turn, turns, peer.name()));
				compare(peer, Math.min(clients, peer.maxClients()), turn);
			}
		}
		this.report.write(load + " CPU is the server's time in user and kernel mode per frame received by a client."
				+ " Turns: " + turns
				+ ". The figures are their medians; each ratio is to a run of the floor just before,"
				+ " and has the lowest and the highest of the turns beside it. ≈ 1 says that the turns lie on both sides"
				+ " of 1; two servers whose ranges overlap are not told apart.");
		writeTable(installed, clients);
		this.report.write(Stream.concat(Stream.of(this.floor), others.stream())
			.map(Comparison::version)
			.collect(Collectors.joining()));
		this.report.save();
	}

	private boolean isFloor(Peer peer) {
		return peer.name().equals(this.floor.name());
	}

	private void compare(Peer peer, int clients, int turn) {
		Scenario steady = this.steady.apply(clients);
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

	private void writeTable(List<Peer> peers, int clients) {
		Report.Table table = new Report.Table("server", this.columns);
		this.report.clientNumbers().forEach((number) -> addRow(table, this.floor.name(), number));
		peers.forEach((peer) -> addRow(table, peer.name(), Math.min(clients, peer.maxClients())));
		this.report.write(table.toString());
	}

	private void addRow(Report.Table table, String peer, int clients) {
		Figures medians = this.report.medians(peer, clients);
		table.row((medians.invalidReason() != null) ? peer + " (invalid)" : peer,
				this.columns.stream()
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
