package io.realtimeclock.benchmark;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.realtimeclock.benchmark.report.Figures;
import io.realtimeclock.benchmark.report.Report;

/** A table of medians: a row per figure, a column per server. */
record FiguresTable(Report report, int turns, Predicate<String> filter) {

	FiguresTable(Report report, int turns) {
		this(report, turns, (name) -> true);
	}

	void write(List<String> peers) {
		List<Figures> columns = peers.stream().map(this.report::medians).toList();
		Set<String> names = new LinkedHashSet<>();
		columns.forEach((figures) -> names.addAll(figures.values().keySet()));
		Report.Table table = new Report.Table("median of " + this.turns, peers);
		names.stream().filter(this.filter).forEach((name) -> table.row(name, row(name, columns)));
		this.report.write(table.toString());
		for (int i = 0; i < peers.size(); i++) {
			if (columns.get(i).invalidReason() != null) {
				this.report.write("**" + peers.get(i) + ": invalid, " + columns.get(i).invalidReason() + ".**");
			}
		}
	}

	private static List<String> row(String name, List<Figures> columns) {
		return columns.stream().map((figures) -> Figures.text(figures.get(name))).toList();
	}

}
