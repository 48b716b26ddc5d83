package io.realtimeclock.benchmark.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a program prints, in {@code target/logs}. */
record Log(String name) {

	private static final Path FOLDER = Path.of("target", "logs");

	File file() throws IOException {
		Files.createDirectories(FOLDER);
		return path().toFile();
	}

	String lastLine() throws IOException {
		List<String> lines = Files.readAllLines(path());
		return lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip();
	}

	Path path() {
		return FOLDER.resolve(this.name + ".log");
	}

}
