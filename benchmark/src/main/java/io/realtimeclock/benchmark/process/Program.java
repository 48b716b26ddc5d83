package io.realtimeclock.benchmark.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program in a process of its own. Its environment holds {@code PATH} and the given
 * variables only; its output is written to {@code target/logs}.
 */
public final class Program implements AutoCloseable {

	/** The {@code java} that runs the benchmark. */
	public static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

	private static final Path LOGS = Path.of("target", "logs");

	private static final long STOP_LIMIT_SECONDS = 15;

	private static final long RUN_LIMIT_SECONDS = 60;

	private final String name;

	private final Path log;

	private final Process process;

	private Program(String name, Path log, Process process) {
		this.name = name;
		this.log = log;
		this.process = process;
	}

	/**
	 * Start a program without environment variables.
	 * @param name the name of its log file
	 * @throws IOException if it fails to start
	 */
	public static Program start(String name, String... command) throws IOException {
		return start(name, Map.of(), List.of(command));
	}

	/**
	 * Start a program.
	 * @param name the name of its log file
	 * @throws IOException if it fails to start
	 */
	public static Program start(String name, Map<String, String> environment, List<String> command) throws IOException {
		Files.createDirectories(LOGS);
		Path log = LOGS.resolve(name + ".log");
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		builder.environment().clear();
		builder.environment().put("PATH", Installed.PATH);
		builder.environment().putAll(environment);
		return new Program(name, log, builder.start());
	}

	/**
	 * Start a jar.
	 * @param name the name of its log file
	 * @throws IOException if it fails to start
	 */
	public static Program jar(String name, Path jar, Map<String, String> environment) throws IOException {
		return start(name, environment, List.of(JAVA.toString(), "-jar", jar.toString()));
	}

	/**
	 * Start a main class from this JVM's class path.
	 * @param name the name of its log file
	 * @throws IOException if it fails to start
	 */
	public static Program main(String name, Map<String, String> environment, String mainClass, String... arguments)
			throws IOException {
		List<String> command = new ArrayList<>(
				List.of(JAVA.toString(), "-cp", System.getProperty("java.class.path"), mainClass));
		command.addAll(List.of(arguments));
		return start(name, environment, command);
	}

	/** Write a program's configuration file from a template and return its path. */
	public static Path configure(Path template, Path folder, Map<String, String> values) throws IOException {
		String text = Files.readString(template);
		for (Map.Entry<String, String> value : values.entrySet()) {
			text = text.replace("${" + value.getKey() + "}", value.getValue());
		}
		return Files.writeString(folder.resolve(template.getFileName()), text);
	}

	/** Wait until the program ends and return the last line of its output. */
	public String output() throws IOException {
		await(RUN_LIMIT_SECONDS);
		List<String> lines = Files.readAllLines(this.log);
		return lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip();
	}

	/** Write to the program's standard input. */
	public void input(String text) throws IOException {
		OutputStream input = this.process.getOutputStream();
		input.write(text.getBytes(StandardCharsets.UTF_8));
		input.flush();
	}

	/** Return the ids of the process and its descendants. */
	public List<Long> pids() {
		return Stream.concat(Stream.of(this.process.toHandle()), this.process.descendants())
			.map(ProcessHandle::pid)
			.toList();
	}

	/** Fail if the program has ended. */
	public void requireAlive() {
		if (!this.process.isAlive()) {
			throw new IllegalStateException(this + " has ended, see " + this.log);
		}
	}

	/** Wait until the program ends. Fail if it ends too late or with an error. */
	public void await(long seconds) {
		try {
			if (!this.process.waitFor(seconds, TimeUnit.SECONDS) || this.process.exitValue() != 0) {
				throw new IllegalStateException(this + " failed, see " + this.log);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		stop(STOP_LIMIT_SECONDS);
	}

	/**
	 * End the program and all that it has started, and wait until it has ended.
	 * @param seconds how long it may take before it is killed
	 */
	public void stop(long seconds) {
		List<ProcessHandle> descendants = this.process.descendants().toList();
		this.process.destroy();
		try {
			if (!this.process.waitFor(seconds, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
		descendants.forEach(ProcessHandle::destroyForcibly);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
