package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.realtimeclock.systemtests.Part;
import io.realtimeclock.systemtests.Requires;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.RedisServer;
import io.realtimeclock.testsupport.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.awaitility.Awaitility.await;

/**
 * Another Redis server takes over.
 */
@FaultRows
@Requires(Part.REDIS_SENTINEL)
class RedisFailoverIT {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private static final String FLAGS = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.05";

	private final int port = FreePorts.next();

	@Test
	void primaryKilledAndSentinelsPromoteTheReplica() throws Exception {
		promotes(Signal.KILL, "Redis killed, promotion by three sentinels");
	}

	@Test
	void primaryFrozenAndSentinelsPromoteTheReplica() throws Exception {
		promotes(Signal.STOP, "Redis frozen, promotion by three sentinels");
	}

	private void promotes(Signal signal, String fault) throws Exception {
		List<ClusterNode> brokers = ClusterNode.cluster(1);
		int next = FreePorts.next();
		try (RedisServer replica = replica("127.0.0.1", next);
				Sentinels sentinels = Sentinels.start(this.port);
				Cluster cluster = Cluster.on(brokers, "sentinel-" + signal, this.port,
						(part) -> part.equals("redis") ? Map.of() : sentinels.environment());
				Watch watch = cluster.watch()) {
			sentinels.awaitInStep();
			cluster.redis().send(signal);
			sentinels.awaitPrimary(next);
			long promoted = System.nanoTime();
			Duration logIn = RedisFaultsIT.awaitLogIn(cluster, promoted);
			Duration named = awaitLogged(cluster, "Connected to Redis at 127.0.0.1:" + next, promoted);
			watch.awaitTicks();
			RedisFaultsIT.unnoticed(fault, watch)
				.within(LIMIT, "after the promotion logins work on both gateways", logIn)
				.within(LIMIT, "the new server is named in all four logs", named)
				.end();
			replica.send(Signal.CONT);
		}
	}

	/**
	 * The name resolves to another address; the old server becomes a replica and still
	 * answers on open connections.
	 */
	@Test
	void anotherServerBehindTheSameName(@TempDir Path folder) throws Exception {
		Path hosts = folder.resolve("hosts");
		name(hosts, "127.0.0.1");
		try (RedisServer next = RedisServer.start("127.0.0.2", this.port, Map.of(), "--rdb-del-sync-files", "yes");
				Cluster cluster = Cluster.on(ClusterNode.cluster(1), "name", this.port,
						(part) -> part.equals("redis") ? Map.of()
								: Map.of("SPRING_DATA_REDIS_HOST", "redis.clock.test", "JDK_JAVA_OPTIONS",
										FLAGS + " -Djdk.net.hosts.file=" + hosts));
				RedisConsole old = cluster.redisConsole();
				Watch watch = cluster.watch()) {
			name(hosts, "127.0.0.2");
			old.replicate("127.0.0.2", this.port);
			long demoted = System.nanoTime();
			Duration logIn = RedisFaultsIT.awaitLogIn(cluster, demoted);
			Duration named = awaitLogged(cluster, "Connected to Redis at 127.0.0.2:" + this.port, demoted);
			boolean said = cluster.allHaveLogged("is dropped and made again: READONLY");
			watch.awaitTicks();
			RedisFaultsIT
				.unnoticed("another Redis behind the same name, the old one demoted, connections stay open", watch)
				.within(Duration.ofSeconds(5), "logins work on both gateways", logIn)
				.within(Duration.ofSeconds(5), "the new server is named in all four logs", named)
				.holds("all four logs say why the old one was left", said)
				.end();
			next.send(Signal.CONT);
		}
	}

	private RedisServer replica(String address, int port) throws IOException {
		RedisServer replica = RedisServer.start(address, port, Map.of(), "--rdb-del-sync-files", "yes");
		try (RedisConsole console = new RedisConsole(port)) {
			console.replicate("127.0.0.1", this.port);
		}
		return replica;
	}

	private static void name(Path hosts, String address) throws IOException {
		Files.writeString(hosts, Files.readString(Path.of("/etc/hosts")) + "\n" + address + " redis.clock.test\n");
	}

	private static Duration awaitLogged(Cluster cluster, String text, long since) {
		await(text).atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> cluster.allHaveLogged(text));
		return Duration.ofNanos(System.nanoTime() - since);
	}

}
