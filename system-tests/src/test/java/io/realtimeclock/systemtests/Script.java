package io.realtimeclock.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.testsupport.JavaProcess;

/**
 * An external program and its output.
 */
public final class Script implements AutoCloseable {

	private final Process process;

	private final Path output;

	private Script(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	static Script node(String script, String... arguments) throws IOException {
		// Node.js has its own WebSocket only behind a flag up to version 20
		List<String> command = new ArrayList<>(List.of("node", "--experimental-websocket", "--no-warnings", script));
		command.addAll(List.of(arguments));
		return start(Path.of(""), command);
	}

	/**
	 * Run a command in the root of the project.
	 */
	static Script typed(String command) throws IOException {
		return start(Path.of(".."), List.of("sh", "-c", command));
	}

	/**
	 * Run a command in the folder of the module.
	 */
	public static Script run(String... command) throws IOException {
		return start(Path.of(""), List.of(command));
	}

	private static Script start(Path folder, List<String> command) throws IOException {
		Path output = Files.createTempFile(Files.createDirectories(JavaProcess.LOGS), "script-", ".log");
		return new Script(new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start(), output);
	}

	/**
	 * Return the lines that are complete.
	 */
	public List<String> lines() {
		try {
			String text = Files.readString(this.output);
			return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * Wait until it ends by itself.
	 * @return its exit status
	 */
	public int await(long seconds) throws InterruptedException {
		if (!this.process.waitFor(seconds, TimeUnit.SECONDS)) {
			throw new IllegalStateException("No end within " + seconds + " s, see " + this.output);
		}
		return this.process.exitValue();
	}

	/**
	 * End a program that runs until its input ends.
	 */
	public void end() throws IOException, InterruptedException {
		this.process.getOutputStream().close();
		int status = await(10);
		if (status != 0) {
			throw new IllegalStateException("Ended with status " + status + ", see " + this.output);
		}
	}

	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly().onExit().join();
	}

}
