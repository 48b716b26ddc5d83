package io.realtimeclock.benchmark.plan;

import java.util.List;

import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.report.Table;

/**
 * The chosen figures of a comparison, a row for each server.
 *
 * @param clients how many there were, unless a server can't take as many
 */
record ComparisonTable(Report report, int clients) {

	private static final List<String> SHOWN = List.of("clients", Comparison.CPU, "CPU / floor", "p50, ms",
			Comparison.P99, "p99 / floor", "delivered, %", "doubled", "backward", "disconnected", "resident, MB",
			"threads", "load client's CPU a frame, µs");

	void write(Peer floor, List<Peer> peers) {
		Table table = new Table("server", SHOWN);
		this.report.sizes().forEach((size) -> row(table, floor.name(), size));
		peers.forEach((peer) -> row(table, peer.name(), Math.min(this.clients, peer.mostClients())));
		this.report.write(table.toString());
	}

	private void row(Table table, String peer, int size) {
		Figures medians = this.report.medians(peer, size);
		table.row((medians.flaw() != null) ? peer + " (void)" : peer,
				SHOWN.stream().map((name) -> Figures.text(medians.get(name))).toList());
		if (medians.flaw() != null) {
			this.report.write("**" + peer + " is void: " + medians.flaw() + ".**");
		}
	}

}
