package io.realtimeclock.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.report.Measurement;
import io.realtimeclock.benchmark.report.Medians;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.report.Table;

/**
 * What a comparison's report shows.
 *
 * @param clients how many there were, unless a server can't take as many
 */
record ComparisonTables(Report report, int clients) {

	private static final List<String> SHOWN = List.of("clients", Comparison.CPU, "CPU / floor", "p50, ms",
			Comparison.P99, "p99 / floor", "delivered, %", "doubled", "backward", "disconnected", "resident, MB",
			"threads", "load client's CPU a frame, µs");

	void figures(Peer floor, List<Peer> peers) {
		List<String> heads = new ArrayList<>(List.of("server"));
		heads.addAll(SHOWN);
		Table table = new Table(heads);
		List<Integer> sizes = this.report.measurements().stream().map(Measurement::clients).distinct().toList();
		sizes.forEach((clients) -> row(table, floor.name(), clients));
		peers.forEach((peer) -> row(table, peer.name(), Math.min(this.clients, peer.mostClients())));
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

	void versions(Peer floor, List<Peer> peers) {
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
