package io.realtimeclock.benchmark.peer.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import io.realtimeclock.benchmark.process.Java;

/** The JDKs of this machine. */
final class Jdk {

	private static final Path OTHERS = Path.of("/usr/lib/jvm");

	private static final int WITH_AOT_CACHE = 25;

	private Jdk() {
	}

	/**
	 * Find the {@code java} of one that can make and use an AOT cache (JEP 514): of this
	 * one, or of another.
	 */
	static Optional<Path> withAotCache() throws IOException {
		if (Runtime.version().feature() >= WITH_AOT_CACHE) {
			return Optional.of(Java.CURRENT);
		}
		if (!Files.isDirectory(OTHERS)) {
			return Optional.empty();
		}
		try (Stream<Path> folders = Files.list(OTHERS)) {
			return folders.filter((folder) -> feature(folder) >= WITH_AOT_CACHE)
				.map((folder) -> folder.resolve("bin/java"))
				.filter(Files::isExecutable)
				.findFirst();
		}
	}

	private static int feature(Path folder) {
		try {
			return Files.readAllLines(folder.resolve("release"))
				.stream()
				.filter((line) -> line.startsWith("JAVA_VERSION="))
				.mapToInt((line) -> Integer.parseInt(line.replaceAll("^JAVA_VERSION=\"(\\d+).*", "$1")))
				.findFirst()
				.orElse(0);
		}
		catch (IOException ex) {
			return 0;
		}
	}

}
