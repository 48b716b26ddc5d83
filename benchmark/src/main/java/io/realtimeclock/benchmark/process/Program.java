package io.realtimeclock.benchmark.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program in a process of its own, with only the environment that it is given. What it
 * prints goes to {@code target/logs}.
 */
public final class Program implements AutoCloseable {

	private static final Path LOGS = Path.of("target", "logs");

	private static final long STOP_LIMIT_SECONDS = 15;

	private static final long RUN_LIMIT_SECONDS = 60;

	private final String name;

	private final Process process;

	private Program(String name, Process process) {
		this.name = name;
		this.process = process;
	}

	/**
	 * Start a program.
	 * @param name names its log
	 * @param environment what its environment holds besides the path
	 * @throws IOException if it can't be started
	 */
	public static Program start(String name, Map<String, String> environment, List<String> command) throws IOException {
		Files.createDirectories(LOGS);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(LOGS.resolve(name + ".log").toFile());
		builder.environment().clear();
		builder.environment().put("PATH", Installed.PATH);
		builder.environment().putAll(environment);
		return new Program(name, builder.start());
	}

	/**
	 * Run a program to its end and return the last line that it prints.
	 * @throws IOException if it can't be started
	 */
	public static String output(String name, Map<String, String> environment, List<String> command) throws IOException {
		start(name, environment, command).await(RUN_LIMIT_SECONDS);
		List<String> lines = Files.readAllLines(LOGS.resolve(name + ".log"));
		return lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip();
	}

	/** Return the ids of the process and of those that it has started. */
	public List<Long> pids() {
		return Stream.concat(Stream.of(this.process.toHandle()), this.process.descendants())
			.map(ProcessHandle::pid)
			.toList();
	}

	/** Fail if the program has ended. */
	public void requireAlive() {
		if (!this.process.isAlive()) {
			throw new IllegalStateException(this.name + " has ended, see " + LOGS.resolve(this.name + ".log"));
		}
	}

	/**
	 * Wait until the program ends by itself, and fail if that takes too long or is not
	 * well.
	 */
	public void await(long seconds) {
		try {
			if (!this.process.waitFor(seconds, TimeUnit.SECONDS) || this.process.exitValue() != 0) {
				throw new IllegalStateException(this.name + " failed, see " + LOGS.resolve(this.name + ".log"));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		List<ProcessHandle> others = this.process.descendants().toList();
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
		others.forEach(ProcessHandle::destroyForcibly);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
