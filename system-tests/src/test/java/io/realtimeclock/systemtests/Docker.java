package io.realtimeclock.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.realtimeclock.testsupport.JavaProcess;

/**
 * The engine's command line.
 */
public final class Docker {

	private static final Path LOG = JavaProcess.LOGS.resolve("docker.log");

	private Docker() {
	}

	/**
	 * Run a command of the engine.
	 * @return its output
	 * @throws IllegalStateException if it failed
	 */
	public static String run(String... arguments) {
		List<String> command = new ArrayList<>(List.of("docker"));
		command.addAll(Arrays.asList(arguments));
		return run(command, Map.of());
	}

	static String run(List<String> command, Map<String, String> environment) {
		try {
			Files.createDirectories(LOG.getParent());
			ProcessBuilder builder = new ProcessBuilder(command)
				.redirectError(ProcessBuilder.Redirect.appendTo(LOG.toFile()));
			builder.environment().putAll(environment);
			Process process = builder.start();
			String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new IllegalStateException(String.join(" ", command) + " failed, see " + LOG + "\n" + words);
			}
			return words;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
