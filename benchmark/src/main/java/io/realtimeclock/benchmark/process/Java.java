package io.realtimeclock.benchmark.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs in JVMs of their own, on the JDK that the benchmark runs on. */
public final class Java {

	/** The one that the benchmark runs on. */
	public static final Path CURRENT = Path.of(System.getProperty("java.home"), "bin", "java");

	private static final Path OTHERS = Path.of("/usr/lib/jvm");

	private static final int WITH_AOT_CACHE = 25;

	private Java() {
	}

	/**
	 * Run a jar.
	 * @param name names the log
	 * @throws IOException if it can't be started
	 */
	public static Program jar(String name, Path jar, Map<String, String> environment) throws IOException {
		return Program.start(name, environment, List.of(CURRENT.toString(), "-jar", jar.toString()));
	}

	/**
	 * Run a program of this JVM's own class path.
	 * @param name names the log
	 * @throws IOException if it can't be started
	 */
	public static Program main(String name, Map<String, String> environment, String mainClass, String... arguments)
			throws IOException {
		List<String> command = new ArrayList<>(
				List.of(CURRENT.toString(), "-cp", System.getProperty("java.class.path"), mainClass));
		command.addAll(List.of(arguments));
		return Program.start(name, environment, command);
	}

	/**
	 * Find the {@code java} of a JDK that can start from an AOT cache: this one, or
	 * another on this machine.
	 * @throws IOException if the machine's JDKs can't be looked at
	 */
	public static Optional<Path> withAotCache() throws IOException {
		if (Runtime.version().feature() >= WITH_AOT_CACHE) {
			return Optional.of(CURRENT);
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
