package io.realtimeclock.benchmark.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Programs in JVMs of their own, on the JDK that the benchmark runs on. */
public final class Java {

	/** The one that the benchmark runs on. */
	public static final Path CURRENT = Path.of(System.getProperty("java.home"), "bin", "java");

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

}
