package io.realtimeclock.benchmark.process;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program in a process of its own, with only the environment that it is given. */
public final class Program implements AutoCloseable {

	private static final long STOP_LIMIT_SECONDS = 15;

	private static final long RUN_LIMIT_SECONDS = 60;

	private final Log log;

	private final Process process;

	private Program(Log log, Process process) {
		this.log = log;
		this.process = process;
	}

	/**
	 * Start a program with nothing but the path in its environment.
	 * @param name names its log
	 * @throws IOException if it can't be started
	 */
	public static Program start(String name, String... command) throws IOException {
		return start(name, Map.of(), List.of(command));
	}

	/**
	 * Start a program.
	 * @param name names its log
	 * @param environment what its environment holds besides the path
	 * @throws IOException if it can't be started
	 */
	public static Program start(String name, Map<String, String> environment, List<String> command) throws IOException {
		Log log = new Log(name);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.file());
		builder.environment().clear();
		builder.environment().put("PATH", Installed.PATH);
		builder.environment().putAll(environment);
		return new Program(log, builder.start());
	}

	/**
	 * Run to the end and return the last line that was printed.
	 * @throws IOException if nothing can be read
	 */
	public String output() throws IOException {
		await(RUN_LIMIT_SECONDS);
		return this.log.lastLine();
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
			throw new IllegalStateException(this + " has ended, see " + this.log.path());
		}
	}

	/** Wait until the program ends, and fail if that takes too long or is not well. */
	public void await(long seconds) {
		try {
			if (!this.process.waitFor(seconds, TimeUnit.SECONDS) || this.process.exitValue() != 0) {
				throw new IllegalStateException(this + " failed, see " + this.log.path());
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
		return this.log.name();
	}

}
