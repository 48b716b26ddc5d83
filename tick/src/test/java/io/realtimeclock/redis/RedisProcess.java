package io.realtimeclock.redis;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import redis.embedded.RedisExecProvider;

import org.springframework.util.FileSystemUtils;

import static org.awaitility.Awaitility.await;

/**
 * A real Redis server on a free port, in memory only.
 */
final class RedisProcess implements AutoCloseable {

	private final File folder;

	private final Process process;

	private final int port = freePort();

	RedisProcess(String... options) throws IOException {
		File program = RedisExecProvider.defaultProvider().get();
		this.folder = program.getAbsoluteFile().getParentFile();
		List<String> command = new ArrayList<>(
				List.of(program.getPath(), "--port", Integer.toString(this.port), "--bind", "127.0.0.1", "--save", ""));
		command.addAll(List.of(options));
		this.process = new ProcessBuilder(command).directory(this.folder)
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10)).until(this::isListening);
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int port() {
		return this.port;
	}

	void replicate(RedisProcess primary) {
		try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + this.port)) {
			client.connect().sync().replicaof("127.0.0.1", primary.port());
		}
	}

	/**
	 * Refuse all keys but one, also to clients that are connected.
	 */
	void permitOnly(String key) {
		try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + this.port)) {
			client.connect().sync().aclSetuser("default", AclSetuserArgs.Builder.resetKeys().keyPattern(key));
		}
	}

	void serveAllSlots() {
		try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + this.port)) {
			RedisCommands<String, String> commands = client.connect().sync();
			commands.clusterAddSlots(IntStream.range(0, 16384).toArray());
			await().until(() -> commands.clusterInfo().contains("cluster_state:ok"));
		}
	}

	void signal(String name) throws IOException, InterruptedException {
		Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(this.process.pid())).inheritIO().start();
		if (kill.waitFor() != 0) {
			throw new IOException("The signal " + name + " could not be sent");
		}
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
		this.process.destroyForcibly().onExit().join();
		FileSystemUtils.deleteRecursively(this.folder);
	}

}
