package io.realtimeclock.benchmark.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.report.Table;

/**
 * Figures of a report's servers: a row for each that is shown, a column for each server.
 */
record FiguresTable(Report report, int turns, Predicate<String> shown) {

	FiguresTable(Report report, int turns) {
		this(report, turns, (name) -> true);
	}

	void write(List<String> peers) {
		List<Figures> columns = peers.stream().map(this.report::medians).toList();
		Set<String> names = new LinkedHashSet<>();
		columns.forEach((figures) -> names.addAll(figures.values().keySet()));
		Table table = new Table("median of " + this.turns, peers);
		names.stream().filter(this.shown).forEach((name) -> table.row(name, row(name, columns)));
		this.report.write(table.toString());
		for (int i = 0; i < peers.size(); i++) {
			if (columns.get(i).flaw() != null) {
				this.report.write("**" + peers.get(i) + ": void, " + columns.get(i).flaw() + ".**");
			}
		}
	}

	private static List<String> row(String name, List<Figures> columns) {
		return columns.stream().map((figures) -> Figures.text(figures.get(name))).toList();
	}

}
