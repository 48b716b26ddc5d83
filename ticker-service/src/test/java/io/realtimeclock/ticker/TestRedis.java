package io.realtimeclock.ticker;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import redis.embedded.RedisExecProvider;

import org.springframework.util.FileSystemUtils;

/**
 * A real Redis server that keeps everything in memory, and that a test can pause.
 */
public final class TestRedis implements AutoCloseable {

	private final Path program;

	private final Process process;

	private final int port;

	private TestRedis(Path program, Process process, int port) {
		this.program = program;
		this.process = process;
		this.port = port;
	}

	/**
	 * Start a server on a free port.
	 * @return the server, which listens
	 * @throws IOException if it can't be started
	 */
	public static TestRedis start() throws IOException {
		return start(freePort());
	}

	/**
	 * Start a server on a given port.
	 * @param port where it is to listen
	 * @return the server, which listens
	 * @throws IOException if it can't be started
	 */
	public static TestRedis start(int port) throws IOException {
		File program = RedisExecProvider.defaultProvider().get();
		Process process = new ProcessBuilder(
				List.of(program.getPath(), "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""))
			.directory(program.getParentFile())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		TestRedis redis = new TestRedis(program.toPath(), process, port);
		Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10)).until(redis::isListening);
		return redis;
	}

	/**
	 * Find a port on which nobody listens.
	 * @return the port
	 * @throws IOException if there is none
	 */
	public static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	/**
	 * Return the port.
	 * @return where the server listens
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Stop the process as it stands: connections stay open and are accepted, but nothing
	 * is answered.
	 */
	public void pause() throws IOException, InterruptedException {
		signal("STOP");
	}

	/**
	 * Let the paused process go on.
	 */
	public void resume() throws IOException, InterruptedException {
		signal("CONT");
	}

	private void signal(String name) throws IOException, InterruptedException {
		Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(this.process.pid())).inheritIO().start();
		if (kill.waitFor() != 0) {
			throw new IOException("The signal " + name + " could not be sent");
		}
	}

	private boolean isListening() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port), 100);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void close() throws IOException {
		// Paused or not, and without a farewell to its clients
		this.process.destroyForcibly();
		try {
			if (!this.process.waitFor(5, TimeUnit.SECONDS)) {
				throw new IOException("Redis does not end");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		FileSystemUtils.deleteRecursively(this.program.getParent());
	}

}
