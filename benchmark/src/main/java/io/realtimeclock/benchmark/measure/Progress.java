package io.realtimeclock.benchmark.measure;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** What whoever runs the benchmark reads meanwhile. */
public final class Progress {

	private Progress() {
	}

	/** Say how far it is, in one or more lines. */
	@SuppressWarnings("SystemOut") // a report is no log
	public static void say(String line) {
		System.out.println(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + line);
	}

}
