package io.realtimeclock.localstack;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import redis.embedded.RedisExecProvider;

import org.springframework.util.FileSystemUtils;

/**
 * A Redis server that keeps everything in memory. Its program is unpacked from the Maven
 * artefact into a folder that goes when it stops.
 */
public final class RedisProcess implements AutoCloseable {

	private static final Duration START_LIMIT = Duration.ofSeconds(10);

	private final Path program;

	private final Process process;

	private RedisProcess(Path program, Process process) {
		this.program = program;
		this.process = process;
	}

	/**
	 * Start a server and wait until it listens.
	 * @param port where it is to listen on the loopback interface
	 * @return the running server
	 * @throws IOException if it does not start
	 */
	public static RedisProcess start(int port) throws IOException {
		File program = RedisExecProvider.defaultProvider().get();
		Process process = new ProcessBuilder(
				List.of(program.getPath(), "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""))
			.directory(program.getParentFile())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		RedisProcess redis = new RedisProcess(program.toPath(), process);
		redis.awaitListening(port);
		return redis;
	}

	/**
	 * Return the process, to be paused or killed in tests.
	 * @return the server's process
	 */
	public ProcessHandle handle() {
		return this.process.toHandle();
	}

	private void awaitListening(int port) throws IOException {
		long end = System.nanoTime() + START_LIMIT.toNanos();
		while (!isListening(port)) {
			if (!this.process.isAlive() || System.nanoTime() > end) {
				close();
				throw new IOException("Redis does not listen on port " + port);
			}
			LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
		}
	}

	private static boolean isListening(int port) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void close() throws IOException {
		this.process.destroy();
		try {
			if (!this.process.waitFor(2, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		FileSystemUtils.deleteRecursively(this.program.getParent());
	}

}
