package io.realtimeclock.systemtests.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of the fault table: the fault, the limits, and the figures.
 */
final class Row {

	private final String fault;

	private final List<String> seen = new ArrayList<>();

	private final List<String> broken = new ArrayList<>();

	private Row(String fault) {
		this.fault = fault;
	}

	static Row of(String fault) {
		return new Row(fault);
	}

	/**
	 * Record a number with its upper limit.
	 */
	Row atMost(long limit, String what, long number) {
		return note(what + " " + number, "≤ " + limit, number <= limit);
	}

	/**
	 * Record a time with its upper limit.
	 */
	Row within(Duration limit, String what, Duration time) {
		return note("%s %.2f s".formatted(what, time.toMillis() / 1000.0),
				"≤ %.1f s".formatted(limit.toMillis() / 1000.0), time.compareTo(limit) <= 0);
	}

	/**
	 * Record a condition that must hold.
	 */
	Row holds(String what, boolean so) {
		return note(what, "", so);
	}

	private Row note(String figure, String limit, boolean held) {
		String text = limit.isEmpty() ? figure : figure + " (" + limit + ")";
		this.seen.add(held ? text : "**" + text + "**");
		if (!held) {
			this.broken.add(text);
		}
		return this;
	}

	/**
	 * Write the row into the report, and fail if a limit was exceeded.
	 */
	void end() {
		FaultReport.add(this.fault, String.join(", ", this.seen), this.broken.isEmpty());
		if (!this.broken.isEmpty()) {
			throw new BrokenRowError(this.fault + ": " + String.join(", ", this.broken));
		}
	}

}
