package io.realtimeclock.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.resource.DefaultClientResources;
import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.health.Supervisor;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.RedisServer;
import io.realtimeclock.testsupport.Relay;
import io.realtimeclock.testsupport.Signal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class RedisGateTests {

	private static final Duration SOON = Duration.ofSeconds(5);

	@Test
	void refusesAtOnceWhileRedisIsFrozenAndWorksOnceItGoesOn() throws Exception {
		try (RedisServer redis = RedisServer.start();
				Client client = new Client(redis.port(), Duration.ofMillis(200))) {
			await().atMost(SOON).until(client::writes);
			redis.send(Signal.STOP);
			for (int i = 0; i < 3; i++) {
				assertThatUnavailable(client::write);
			}
			long start = System.nanoTime();
			for (int i = 0; i < 100; i++) {
				assertThatUnavailable(client::write);
			}
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
			await().atMost(SOON).until(() -> !client.health.isUp());
			redis.send(Signal.CONT);
			await().atMost(SOON).until(() -> client.health.isUp() && client.writes());
		}
	}

	@Test
	void leavesAServerThatHasBecomeAReplicaThoughItsConnectionIsOpen(CapturedOutput output) throws Exception {
		try (RedisServer old = RedisServer.start();
				RedisServer primary = RedisServer.start();
				Relay name = Relay.to(old.port());
				Client client = new Client(name.port())) {
			assertThat(client.writes()).isTrue();
			name.leadTo(primary.port());
			replicate(old, primary);
			await().atMost(SOON).until(() -> client.writes() && client.health.isUp());
			assertThat(output).contains("is dropped and made again: READONLY")
				.contains("Connected to Redis at 127.0.0.1:" + name.port());
		}
	}

	@Test
	void leavesAServerThatHasBecomeAReplicaThoughItsAnswerToTheProbeIsAnError(CapturedOutput output) throws Exception {
		try (RedisServer old = RedisServer.start();
				RedisServer primary = RedisServer.start();
				Relay name = Relay.to(old.port());
				Client client = new Client(name.port())) {
			assertThat(client.writes()).isTrue();
			// Not the probe's key, on neither of them
			permitOnly("key", old);
			permitOnly("key", primary);
			await().atMost(SOON).until(() -> !client.health.isUp());
			assertThat(client.writes()).isTrue();
			name.leadTo(primary.port());
			replicate(old, primary);
			await().atMost(SOON).until(client::writes);
			await().during(Duration.ofSeconds(1)).atMost(SOON).until(client::writes);
			assertThat(client.gate.drops()).isPositive();
			assertThat(output).contains("is dropped and made again: READONLY");
		}
	}

	@Test
	void isNotClosedByAReadWhileTheServerIsAReplica() throws Exception {
		try (RedisServer primary = RedisServer.start();
				RedisServer redis = RedisServer.start();
				Client client = new Client(redis.port())) {
			assertThat(client.writes()).isTrue();
			replicate(redis, primary);
			await().atMost(SOON).until(() -> !client.writes());
			await().during(Duration.ofSeconds(1))
				.atMost(SOON)
				.untilAsserted(() -> assertThatUnavailable(
						() -> client.gate.call(() -> String.valueOf(client.redis.opsForValue().get("time")))));
			assertThat(client.health.isUp()).isFalse();
		}
	}

	@Test
	void passesTheErrorOfACommandOnAndLogsItAsWhatItIs(CapturedOutput output) throws Exception {
		try (RedisServer redis = RedisServer.start(); Client client = new Client(redis.port())) {
			client.write();
			for (int i = 0; i < 10; i++) {
				assertThatExceptionOfType(RedisErrorException.class)
					.isThrownBy(() -> client.gate.run(() -> client.redis.opsForList().leftPush("key", "x")))
					.withMessageStartingWith("WRONGTYPE");
			}
			assertThat(client.writes()).isTrue();
			assertThat(output).containsOnlyOnce("Redis answered a command with the error: WRONGTYPE");
		}
	}

	@Test
	void takesAFullServerForOneThatCanStillBeRead() throws Exception {
		try (RedisServer redis = RedisServer.start(); Client client = new Client(redis.port())) {
			client.write();
			client.configure("maxmemory", "1kb");
			assertThatUnavailable(client::write);
			await().atMost(SOON).until(() -> !client.health.isUp());
			assertThat(client.gate.call(() -> String.valueOf(client.redis.opsForValue().get("key"))))
				.isEqualTo("value");
			client.configure("maxmemory", "0");
			await().atMost(SOON).until(() -> client.health.isUp() && client.writes());
		}
	}

	@Test
	void refusesANodeOfAClusterAndSaysSo(CapturedOutput output) throws Exception {
		try (RedisServer redis = RedisServer.start("--cluster-enabled", "yes")) {
			serveAllSlots(redis);
			try (Client client = new Client(redis.port())) {
				await().atMost(SOON)
					.untilAsserted(() -> assertThat(output).contains("cluster_enabled:1")
						.contains("set spring.data.redis.host"));
				assertThatUnavailable(client::write);
				assertThat(client.health.isUp()).isFalse();
			}
		}
	}

	@Test
	void logsNoOutageForOneThatIsNotThereYet(CapturedOutput output) throws Exception {
		try (Client client = new Client(FreePorts.next())) {
			assertThatUnavailable(client::write);
			await().atMost(SOON)
				.untilAsserted(() -> assertThat(output).contains("nothing works, trying again: Connection refused"));
			await().atMost(SOON).until(() -> client.gate.drops() > 0);
			assertThat(output).doesNotContain("is dropped");
		}
	}

	private static void assertThatUnavailable(ThrowingCallable commands) {
		assertThatExceptionOfType(RedisUnavailableException.class).isThrownBy(commands);
	}

	private static void replicate(RedisServer replica, RedisServer primary) {
		command(replica, (commands) -> commands.replicaof("127.0.0.1", primary.port()));
	}

	/** Refuse all keys but one, also to clients that are connected. */
	private static void permitOnly(String key, RedisServer server) {
		command(server,
				(commands) -> commands.aclSetuser("default", AclSetuserArgs.Builder.resetKeys().keyPattern(key)));
	}

	private static void serveAllSlots(RedisServer server) {
		command(server, (commands) -> {
			commands.clusterAddSlots(IntStream.range(0, 16384).toArray());
			await().until(() -> commands.clusterInfo().contains("cluster_state:ok"));
		});
	}

	private static void command(RedisServer server, Consumer<RedisCommands<String, String>> command) {
		try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + server.port())) {
			command.accept(client.connect().sync());
		}
	}

	private static final class Client implements AutoCloseable {

		private final DefaultClientResources resources;

		private final LettuceConnectionFactory connections;

		private final StringRedisTemplate redis;

		private final DependencyHealth health = new DependencyHealth("Redis");

		private final RedisGate gate;

		Client(int port) {
			this(port, Duration.ofSeconds(2));
		}

		Client(int port, Duration timeout) {
			DefaultClientResources.Builder resources = DefaultClientResources.builder();
			ClientOptions.Builder options = ClientOptions.builder();
			RedisConfiguration settings = new RedisConfiguration();
			settings.quickReconnect().customize(resources);
			settings.rejectWhileDisconnected().customize(options);
			this.resources = resources.build();
			this.connections = new LettuceConnectionFactory(new RedisStandaloneConfiguration("localhost", port),
					LettuceClientConfiguration.builder()
						.clientResources(this.resources)
						.clientOptions(options.build())
						.commandTimeout(timeout)
						.shutdownTimeout(Duration.ZERO)
						.build());
			this.connections.afterPropertiesSet();
			this.redis = new StringRedisTemplate(this.connections);
			this.gate = new RedisGate(this.connections, new RedisUse("test:probe", "nothing works"), this.health,
					new Supervisor());
			this.gate.start();
		}

		void write() {
			this.gate.run(() -> this.redis.opsForValue().set("key", "value"));
		}

		boolean writes() {
			try {
				write();
				return true;
			}
			catch (RedisUnavailableException ex) {
				return false;
			}
		}

		void configure(String setting, String value) {
			this.connections.getConnection().serverCommands().setConfig(setting, value);
		}

		@Override
		public void close() {
			this.gate.stop();
			this.connections.destroy();
			this.resources.shutdown(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
		}

	}

}
