package io.realtimeclock.systemtests.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of all rows of this run, rewritten after each row.
 */
final class HostileReport {

	private static final String HEAD = "| sent | answered | others missed | grown, MB |\n| --- | --- | ---: | ---: |\n";

	private final Path file;

	private final List<String> rows = new ArrayList<>();

	HostileReport(String file) {
		this.file = Path.of("target", file);
	}

	void add(Row row, String answer, long missed, long grownMegabytes) throws IOException {
		this.rows.add("| %s | %s | %d | %d |%n".formatted(row, answer, missed, grownMegabytes));
		Files.writeString(this.file, HEAD + String.join("", this.rows));
	}

	int size() {
		return this.rows.size();
	}

}
