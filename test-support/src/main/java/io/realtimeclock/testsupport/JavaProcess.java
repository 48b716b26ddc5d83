package io.realtimeclock.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A JVM with the given environment only. Its output goes to the folder {@code logs} of
 * {@link ForkFolder}.
 */
public final class JavaProcess implements AutoCloseable {

	/** The folder of all output. */
	public static final Path LOGS = ForkFolder.resolve("logs");

	// A process that is killed leaves files, which the next clean build deletes
	private static final Path TEMPORARY = ForkFolder.resolve("tmp").toAbsolutePath();

	// Longer than a gateway waits for its clients' close frames
	private static final long STOP_LIMIT_SECONDS = 15;

	private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

	/**
	 * What the README recommends: at two ticks per second the JIT warms up slowly; these
	 * flags make it compile early.
	 */
	private static final String FLAGS = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.05";

	private final Process process;

	private final Path output;

	private JavaProcess(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	/**
	 * Run an executable jar.
	 * @param name names its output
	 */
	public static JavaProcess jar(String name, String jar, Map<String, String> environment) {
		return start(List.of(), name, environment, List.of("-jar", jar));
	}

	/**
	 * Run Java.
	 * @param name names its output
	 */
	public static JavaProcess java(String name, Map<String, String> environment, List<String> arguments) {
		return start(List.of(), name, environment, arguments);
	}

	/**
	 * Run a main class of the tests' class path.
	 * @param name names its output
	 */
	public static JavaProcess program(String name, String mainClass, String... arguments) {
		return program(List.of(), name, mainClass, arguments);
	}

	/**
	 * Run a main class of the tests' class path with a launcher that is replaced by it.
	 * @param launcher a command and its arguments
	 * @param name names the output
	 */
	public static JavaProcess program(List<String> launcher, String name, String mainClass, String... arguments) {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		List<String> command = new ArrayList<>(List.of("-cp", classPath, mainClass));
		command.addAll(List.of(arguments));
		return start(launcher, name, Map.of(), command);
	}

	private static JavaProcess start(List<String> launcher, String name, Map<String, String> environment,
			List<String> arguments) {
		List<String> command = new ArrayList<>(launcher);
		command.addAll(List.of(JAVA, "-Djava.io.tmpdir=" + TEMPORARY));
		command.addAll(arguments);
		Path output = LOGS.resolve(name + ".log");
		ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile())
			.redirectError(LOGS.resolve(name + "-errors.log").toFile());
		builder.environment().clear();
		builder.environment().put("JDK_JAVA_OPTIONS", FLAGS);
		builder.environment().putAll(environment);
		try {
			Files.createDirectories(LOGS);
			Files.createDirectories(TEMPORARY);
			return new JavaProcess(builder.start(), output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public long pid() {
		return this.process.pid();
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	public Path output() {
		return this.output;
	}

	/**
	 * Ask it to end, without waiting for that.
	 */
	public void terminate() {
		this.process.destroy();
	}

	/**
	 * Wait until it ends by itself.
	 * @return its exit status
	 * @throws IllegalStateException if it does not end in time
	 */
	public int await(long seconds) throws InterruptedException {
		if (!this.process.waitFor(seconds, TimeUnit.SECONDS)) {
			throw new IllegalStateException("No end within " + seconds + " s, see " + this.output);
		}
		return this.process.exitValue();
	}

	/**
	 * Kill it and wait until it has ended.
	 */
	public void killNow() {
		this.process.destroyForcibly().onExit().join();
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
