package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.realtimeclock.systemtests.Signal;
import redis.embedded.RedisExecProvider;

import static org.awaitility.Awaitility.await;

/**
 * A Redis server that keeps everything in memory.
 */
final class Redis implements AutoCloseable {

	private final Process process;

	private Redis(Process process) {
		this.process = process;
	}

	/**
	 * Start a server. With an environment of its own it is the machine's, as the embedded
	 * one is linked statically and takes no other library.
	 */
	static Redis start(int port, Map<String, String> environment) throws IOException {
		return start("127.0.0.1", port, environment);
	}

	/**
	 * Start a server on one of the addresses of the loopback interface.
	 */
	static Redis start(String address, int port, Map<String, String> environment) throws IOException {
		String program = environment.isEmpty() ? RedisExecProvider.defaultProvider().get().getPath() : "redis-server";
		List<String> command = new ArrayList<>(List.of(program, "--port", Integer.toString(port), "--bind", address,
				"--save", "", "--rdb-del-sync-files", "yes"));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD);
		builder.environment().putAll(environment);
		Redis redis = new Redis(builder.start());
		await("Redis listens").atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10)).until(() -> {
			try (Socket socket = new Socket(address, port)) {
				return socket.isConnected();
			}
			catch (IOException ex) {
				return false;
			}
		});
		return redis;
	}

	void send(Signal signal) {
		signal.to(this.process.pid());
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
