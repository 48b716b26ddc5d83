package io.realtimeclock.benchmark.report;

import java.util.Collections;
import java.util.List;

/** A table in Markdown, whose first column names what the others hold figures of. */
public final class Table {

	private final StringBuilder text = new StringBuilder();

	private final int figures;

	/** Begin a table with its heads. */
	public Table(String first, List<String> others) {
		this.figures = others.size();
		row(first, others);
		row("---", Collections.nCopies(this.figures, "---:"));
	}

	/** Add a row with a figure for each of the other columns. */
	public Table row(String first, List<String> others) {
		if (others.size() != this.figures) {
			throw new IllegalArgumentException(others + " does not fit a table of " + this.figures + " figures");
		}
		this.text.append("| ").append(first).append(" | ").append(String.join(" | ", others)).append(" |\n");
		return this;
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
