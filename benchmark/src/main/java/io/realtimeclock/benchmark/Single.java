package io.realtimeclock.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.report.Measurement;
import io.realtimeclock.benchmark.report.Medians;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.report.Table;
import io.realtimeclock.benchmark.scenario.Scenario;

/**
 * One scenario for some servers: a table with a column for each.
 *
 * @param shown which figures stand in the table
 */
record Single(Report report, Scenario scenario, int clients, int turns, Predicate<String> shown) {

	void run(List<Peer> peers) {
		for (int turn = 1; turn <= this.turns; turn++) {
			for (Peer peer : peers) {
				Figures figures = Turn.measure(peer, this.scenario);
				this.report.add(new Measurement(peer.name(), this.clients, turn, figures));
			}
		}
		tabulate(peers.stream().map(Peer::name).toList());
	}

	void tabulate(List<String> peers) {
		List<Figures> columns = peers.stream().map(this::medians).toList();
		Set<String> names = new LinkedHashSet<>();
		columns.forEach((figures) -> names.addAll(figures.values().keySet()));
		Table table = new Table(Stream.concat(Stream.of("median of " + this.turns), peers.stream()).toList());
		names.stream().filter(this.shown).forEach((name) -> table.row(row(name, columns)));
		this.report.write(table.toString());
		for (int i = 0; i < peers.size(); i++) {
			if (columns.get(i).flaw() != null) {
				this.report.write("**" + peers.get(i) + ": void, " + columns.get(i).flaw() + ".**");
			}
		}
	}

	private Figures medians(String peer) {
		return Medians.of(this.report.measurements()
			.stream()
			.filter((measurement) -> measurement.peer().equals(peer))
			.map(Measurement::figures)
			.toList());
	}

	private static List<String> row(String name, List<Figures> columns) {
		List<String> row = new ArrayList<>(List.of(name));
		columns.forEach((figures) -> row.add(Figures.text(figures.get(name))));
		return row;
	}

}
