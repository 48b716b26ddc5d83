package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.realtimeclock.systemtests.Console;

/**
 * The table of all rows of this run, rewritten after each row.
 */
final class FaultReport {

	private static final Path FILE = Path.of("target", "faults.md");

	private static final List<String> ROWS = new ArrayList<>();

	private FaultReport() {
	}

	static synchronized void add(String fault, String seen, boolean held) {
		String row = "| %s | %s | %s |".formatted(fault, seen, held ? "yes" : "**no**");
		Console.print(row);
		ROWS.add(row);
		try {
			Files.writeString(FILE, "| fault | clients saw (required) | holds |\n| --- | --- | --- |\n"
					+ String.join("\n", ROWS) + "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
