package io.realtimeclock.testsupport;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import redis.embedded.RedisExecProvider;

import org.springframework.util.FileSystemUtils;

/**
 * A real Redis server in a process of its own, which keeps its data in memory. It also
 * ends with this JVM. The environment variable {@code REDIS_SERVER} names another
 * program, for example {@code valkey-server}.
 */
public final class RedisServer implements AutoCloseable {

	private static final Duration START_LIMIT = Duration.ofSeconds(20);

	private static final Duration POLL = Duration.ofMillis(10);

	private final File folder;

	private final Process process;

	private final int port;

	private RedisServer(File folder, Process process, int port) {
		this.folder = folder;
		this.process = process;
		this.port = port;
	}

	/**
	 * Start a server on a free port of the loopback interface.
	 * @param options of Redis's command line
	 */
	public static RedisServer start(String... options) {
		return start(FreePorts.next(), options);
	}

	/**
	 * Start a server on the loopback interface and wait until it accepts connections.
	 * @param options of Redis's command line
	 * @throws IllegalStateException if it ends, as on a used port
	 */
	public static RedisServer start(int port, String... options) {
		return start("127.0.0.1", port, Map.of(), options);
	}

	/**
	 * Start a server on an address of the loopback interface and wait until it accepts
	 * connections.
	 * @param environment for the {@code redis-server} that is installed; empty for the
	 * embedded one, which is linked statically and ignores {@code LD_PRELOAD}
	 * @throws IllegalStateException if it ends, as on a used port
	 */
	public static RedisServer start(String address, int port, Map<String, String> environment, String... options) {
		try {
			File embedded = RedisExecProvider.defaultProvider().get().getAbsoluteFile();
			String installed = environment.isEmpty() ? embedded.getPath() : "redis-server";
			String program = Optional.ofNullable(System.getenv("REDIS_SERVER")).orElse(installed);
			List<String> command = new ArrayList<>(
					List.of(program, "--port", Integer.toString(port), "--bind", address, "--save", ""));
			command.addAll(List.of(options));
			Path log = embedded.getParentFile().toPath().resolve("redis.log");
			ProcessBuilder builder = new ProcessBuilder(command).directory(embedded.getParentFile())
				.redirectErrorStream(true)
				.redirectOutput(log.toFile());
			builder.environment().putAll(environment);
			RedisServer server = new RedisServer(embedded.getParentFile(), builder.start(), port);
			Runtime.getRuntime().addShutdownHook(new Thread(server::close));
			server.awaitReady(log);
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void awaitReady(Path log) throws IOException {
		long end = System.nanoTime() + START_LIMIT.toNanos();
		// A connection to the port could lead to another program
		while (!Files.readString(log).contains("Ready to accept connections")) {
			if (!this.process.isAlive() || System.nanoTime() > end) {
				String output = Files.readString(log);
				close();
				throw new IllegalStateException("Redis does not start on port " + this.port + ": " + output);
			}
			LockSupport.parkNanos(POLL.toNanos());
		}
	}

	public int port() {
		return this.port;
	}

	public void send(Signal signal) {
		signal.to(this.process.pid());
	}

	/**
	 * End the server, also if it is stopped by a signal. It does not save its data.
	 */
	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
		FileSystemUtils.deleteRecursively(this.folder);
	}

}
