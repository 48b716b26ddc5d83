package io.realtimeclock.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.resource.DefaultClientResources;
import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.health.Supervisor;
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
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class RedisGateTests {

	private static final Duration SOON = Duration.ofSeconds(5);

	@Test
	void refusesAtOnceWhileRedisIsFrozenAndWorksOnceItGoesOn() throws Exception {
		try (RedisProcess redis = new RedisProcess(); Client client = new Client(redis.port())) {
			assertThatCode(client::write).doesNotThrowAnyException();
			redis.signal("STOP");
			for (int i = 0; i < 3; i++) {
				assertThatUnavailable(client::write);
			}
			long start = System.nanoTime();
			for (int i = 0; i < 100; i++) {
				assertThatUnavailable(client::write);
			}
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(200));
			await().atMost(SOON).until(() -> !client.health.isUp());
			redis.signal("CONT");
			await().atMost(SOON).until(() -> client.health.isUp() && client.writes());
		}
	}

	@Test
	void leavesAServerThatHasBecomeAReplicaThoughItsConnectionIsOpen(CapturedOutput output) throws Exception {
		try (RedisProcess old = new RedisProcess();
				RedisProcess primary = new RedisProcess();
				Relay name = new Relay(old.port());
				Client client = new Client(name.port())) {
			assertThat(client.writes()).isTrue();
			name.leadTo(primary.port());
			old.replicate(primary);
			await().atMost(SOON).until(() -> client.writes() && client.health.isUp());
			assertThat(output).contains("is dropped and made again: READONLY")
				.contains("Connected to Redis at 127.0.0.1:" + name.port());
		}
	}

	@Test
	void leavesAServerThatHasBecomeAReplicaThoughItsAnswerToTheProbeIsAnError(CapturedOutput output) throws Exception {
		try (RedisProcess old = new RedisProcess();
				RedisProcess primary = new RedisProcess();
				Relay name = new Relay(old.port());
				Client client = new Client(name.port())) {
			assertThat(client.writes()).isTrue();
			// Not the probe's key, on neither of them
			old.permitOnly("key");
			primary.permitOnly("key");
			await().atMost(SOON).until(() -> !client.health.isUp());
			assertThat(client.writes()).isTrue();
			name.leadTo(primary.port());
			old.replicate(primary);
			await().atMost(SOON).until(client::writes);
			await().during(Duration.ofSeconds(1)).atMost(SOON).until(client::writes);
			assertThat(client.gate.drops()).isPositive();
			assertThat(output).contains("is dropped and made again: READONLY");
		}
	}

	@Test
	void isNotClosedByAReadWhileTheServerIsAReplica() throws Exception {
		try (RedisProcess primary = new RedisProcess();
				RedisProcess redis = new RedisProcess();
				Client client = new Client(redis.port())) {
			assertThat(client.writes()).isTrue();
			redis.replicate(primary);
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
		try (RedisProcess redis = new RedisProcess(); Client client = new Client(redis.port())) {
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
		try (RedisProcess redis = new RedisProcess(); Client client = new Client(redis.port())) {
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
		try (RedisProcess redis = new RedisProcess("--cluster-enabled", "yes")) {
			redis.serveAllSlots();
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
		try (Client client = new Client(RedisProcess.freePort())) {
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

	private static final class Client implements AutoCloseable {

		private final DefaultClientResources resources;

		private final LettuceConnectionFactory connections;

		private final StringRedisTemplate redis;

		private final DependencyHealth health = new DependencyHealth("Redis");

		private final RedisGate gate;

		Client(int port) {
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
						.commandTimeout(Duration.ofMillis(200))
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
