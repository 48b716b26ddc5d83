package io.realtimeclock.benchmark.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in Markdown. */
public final class Table {

	private final List<List<String>> rows = new ArrayList<>();

	private final int columns;

	/** Begin a table; all but the first column hold figures. */
	public Table(List<String> heads) {
		this.columns = heads.size();
		this.rows.add(heads);
		List<String> rule = new ArrayList<>(Collections.nCopies(heads.size(), "---:"));
		rule.set(0, "---");
		this.rows.add(rule);
	}

	/** Add a row with as many cells as there are columns. */
	public Table row(List<String> cells) {
		if (cells.size() != this.columns) {
			throw new IllegalArgumentException(cells + " does not fit a table of " + this.columns + " columns");
		}
		this.rows.add(cells);
		return this;
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		this.rows.forEach((row) -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
		return text.toString();
	}

}
