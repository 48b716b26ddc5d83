package io.realtimeclock.gateway;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import redis.embedded.RedisExecProvider;

import org.springframework.util.FileSystemUtils;

import static org.awaitility.Awaitility.await;

/**
 * A real Redis on the loopback interface.
 */
public final class RedisServer implements AutoCloseable {

	private final File program;

	private final Process process;

	private final int port;

	private RedisServer(File program, Process process, int port) {
		this.program = program;
		this.process = process;
		this.port = port;
	}

	/**
	 * Start a server.
	 * @param settings as its command line takes them
	 */
	public static RedisServer start(int port, String... settings) {
		try {
			File program = RedisExecProvider.defaultProvider().get();
			List<String> command = new ArrayList<>(
					List.of(program.getPath(), "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""));
			command.addAll(List.of(settings));
			Process process = new ProcessBuilder(command).directory(program.getParentFile())
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			RedisServer server = new RedisServer(program, process, port);
			Runtime.getRuntime().addShutdownHook(new Thread(server::close));
			await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20)).until(server::isListening);
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public int port() {
		return this.port;
	}

	private boolean isListening() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().join();
		FileSystemUtils.deleteRecursively(this.program.getParentFile());
	}

}
