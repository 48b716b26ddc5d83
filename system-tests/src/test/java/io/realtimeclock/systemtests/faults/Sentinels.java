package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.sentinel.api.sync.RedisSentinelCommands;
import io.realtimeclock.systemtests.ConfigurationBlock;
import io.realtimeclock.testsupport.FreePorts;

import org.springframework.util.FileSystemUtils;

import static org.awaitility.Awaitility.await;

/**
 * Three Redis Sentinels. Two of them promote the replica if the primary has not answered
 * for five seconds.
 */
final class Sentinels implements AutoCloseable {

	private static final String NAME = "clock";

	private final Path folder;

	private final List<Integer> ports = new ArrayList<>();

	private final List<Process> processes = new ArrayList<>();

	private Sentinels(Path folder) {
		this.folder = folder;
	}

	/**
	 * Start them.
	 * @param primary the port of the server that they watch first
	 */
	static Sentinels start(int primary) throws IOException {
		Sentinels sentinels = new Sentinels(Files.createTempDirectory("sentinels"));
		for (int i = 0; i < 3; i++) {
			sentinels.startOne(primary);
		}
		return sentinels;
	}

	private void startOne(int primary) throws IOException {
		int port = FreePorts.next();
		Path settings = this.folder.resolve(port + ".conf");
		Files.writeString(settings, """
				port %d
				bind 127.0.0.1
				dir %s
				sentinel monitor clock 127.0.0.1 %d 2
				sentinel down-after-milliseconds clock 5000
				sentinel failover-timeout clock 10000
				""".formatted(port, this.folder, primary));
		this.ports.add(port);
		this.processes.add(new ProcessBuilder("redis-sentinel", settings.toString()).redirectErrorStream(true)
			.redirectOutput(this.folder.resolve(port + ".log").toFile())
			.start());
	}

	/**
	 * Return the settings of a service that uses them: the block of
	 * docs/configuration.md.
	 */
	Map<String, String> environment() {
		Map<String, String> addresses = new HashMap<>();
		for (int i = 0; i < this.ports.size(); i++) {
			addresses.put("sentinel-%d.example.org:26379".formatted(i + 1), "127.0.0.1:" + this.ports.get(i));
		}
		return ConfigurationBlock.under("Redis Sentinel", addresses);
	}

	/**
	 * Wait until each knows the replica and the others.
	 */
	void awaitInStep() {
		for (int port : this.ports) {
			try (RedisClient client = RedisClient.create()) {
				RedisSentinelCommands<String, String> sentinel = commands(client, port);
				await("sentinel").atMost(Duration.ofSeconds(30)).until(() -> {
					Map<String, String> state = sentinel.master(NAME);
					return "1".equals(state.get("num-slaves")) && "2".equals(state.get("num-other-sentinels"))
							&& "master".equals(state.get("flags"));
				});
			}
		}
	}

	/**
	 * Wait until they name another primary.
	 */
	void awaitPrimary(int port) {
		try (RedisClient client = RedisClient.create()) {
			RedisSentinelCommands<String, String> sentinel = commands(client, this.ports.get(0));
			await("promotion").atMost(Duration.ofSeconds(40))
				.pollInterval(Duration.ofMillis(50))
				.until(() -> sentinel.getMasterAddrByName(NAME) instanceof InetSocketAddress address
						&& address.getPort() == port);
		}
	}

	private static RedisSentinelCommands<String, String> commands(RedisClient client, int port) {
		return client.connectSentinel(RedisURI.create("127.0.0.1", port)).sync();
	}

	@Override
	public void close() {
		this.processes.forEach((process) -> process.destroyForcibly().onExit().join());
		FileSystemUtils.deleteRecursively(this.folder.toFile());
	}

}
