package io.realtimeclock.gateway.revocation;

import java.nio.file.Path;
import java.time.Duration;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.OtherGateway;
import io.realtimeclock.gateway.WebSocketClient;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.RedisServer;
import io.realtimeclock.testsupport.Relay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every end of a login is found, also with faults of Redis, of the network or of the
 * notification.
 */
class RevocationTests {

	private static final Duration SOON = Duration.ofSeconds(2);

	private final int redisPort = FreePorts.next();

	@Test
	void anEndWhileAGatewayWasCutOffFromRedisClosesItsSocketsOnceItIsBack() {
		try (RedisServer redis = RedisServer.start(this.redisPort);
				Relay relay = Relay.to(redis.port());
				OtherGateway here = gateway("ended-here", redis.port());
				OtherGateway there = gateway("ended-there", relay.port());
				WebSocketClient program = WebSocketClient.connect(there.port());
				WebSocketClient person = connect(there, there)) {
			assertThat(program.text()).isNotEmpty();
			relay.cut();
			assertThat(Http.send("DELETE", here.managementPort(), "/actuator/sockets/demo", "").statusCode())
				.isEqualTo(204);
			await().during(Duration.ofMillis(1500))
				.atMost(Duration.ofSeconds(5))
				.until(() -> there.gauge("gateway.connections") == 2);
			relay.mend();
			long begin = System.nanoTime();
			assertThat(program.frame(0x88).status()).isEqualTo(1008);
			assertThat(person.frame(0x88).status()).isEqualTo(1008);
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
		}
	}

	@Test
	void aLogOutAfterARestartOfRedisWithItsDataClosesTheSocket(@TempDir Path folder) {
		String[] kept = { "--dir", folder.toString(), "--appendonly", "yes", "--appendfsync", "always" };
		RedisServer redis = RedisServer.start(this.redisPort, kept);
		try (OtherGateway gateway = gateway("ended-restart", this.redisPort)) {
			Http browser = loggedIn(gateway);
			try (WebSocketClient socket = WebSocketClient.connect(gateway.port(), browser);
					WebSocketClient deleted = connect(gateway, gateway)) {
				// Each was seen in Redis before
				await().pollDelay(SOON).until(() -> gateway.gauge("gateway.connections") == 2);
				redis.close();
				redis = RedisServer.start(this.redisPort, kept);
				await().atMost(Duration.ofSeconds(15)).until(() -> browser.open("/").statusCode() == 200);
				browser.submit("/", "/logout", "x=");
				assertEndsSoon(socket);
				redis(this.redisPort);
				assertEndsSoon(deleted);
			}
		}
		finally {
			redis.close();
		}
	}

	@Test
	void anEndIsFoundInTheListOfRecentEndsWithoutANotification() {
		assertEndsWithout("gateway:ended:user:", SOON);
	}

	@Test
	void anEndThatIsMissingInTheListOfRecentEndsIsFoundByItsKey() {
		assertEndsWithout("gateway:ended:recent", Duration.ofSeconds(8));
	}

	/**
	 * Write an end as a gateway does, but for one key and the notification.
	 */
	private void assertEndsWithout(String lost, Duration limit) {
		try (RedisServer redis = RedisServer.start(this.redisPort);
				OtherGateway gateway = gateway("ended-quietly", redis.port());
				RedisClient client = RedisClient.create("redis://127.0.0.1:" + redis.port())) {
			assertThat(Http.send("DELETE", gateway.managementPort(), "/actuator/sockets/demo", "").statusCode())
				.isEqualTo(204);
			var commands = client.connect().sync();
			String key = commands.keys("gateway:ended:user:*").get(0);
			try (WebSocketClient socket = WebSocketClient.connect(gateway.port())) {
				// A round of checks has read its key
				await().during(Duration.ofSeconds(7))
					.atMost(Duration.ofSeconds(10))
					.until(() -> gateway.gauge("gateway.connections") == 1);
				// In one step, as no round of checks may come between the time and what
				// is written
				String now = "string.format('%d', redis.call('TIME')[1] * 1000 + 999)";
				String write = key.startsWith(lost) ? "redis.call('ZADD', 'gateway:ended:recent', " + now + ", ARGV[1])"
						: "redis.call('SET', KEYS[1], " + now + ")";
				commands.eval(write, ScriptOutputType.STATUS, new String[] { key },
						key.substring("gateway:ended:".length()));
				assertEnds(socket, limit);
			}
		}
	}

	@Test
	void notificationsComeFromTheNewServerAfterAFailoverThatKeepsConnectionsOpen() {
		try (RedisServer old = RedisServer.start(this.redisPort);
				RedisServer primary = RedisServer.start();
				Relay name = Relay.to(old.port());
				OtherGateway gateway = gateway("ended-failover", name.port())) {
			assertThat(gateway.port()).isPositive();
			await().atMost(Duration.ofSeconds(10)).until(() -> subscribers(old) == 1);
			name.leadTo(primary.port());
			replicate(old, primary);
			await().atMost(Duration.ofSeconds(10)).until(() -> subscribers(primary) == 1);
			await().atMost(SOON).until(() -> subscribers(old) == 0);
		}
	}

	private static long subscribers(RedisServer server) {
		try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + server.port())) {
			return client.connect().sync().pubsubNumsub("gateway:logins:ended").values().iterator().next();
		}
	}

	private static void replicate(RedisServer replica, RedisServer primary) {
		try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + replica.port())) {
			client.connect().sync().replicaof("127.0.0.1", primary.port());
		}
	}

	private static void assertEndsSoon(WebSocketClient socket) {
		assertEnds(socket, SOON);
	}

	private static void assertEnds(WebSocketClient socket, Duration limit) {
		long begin = System.nanoTime();
		assertThat(socket.frame(0x88).status()).isEqualTo(1008);
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(limit);
	}

	/**
	 * Delete all sessions without a notification, as an operator may do.
	 */
	private static void redis(int port) {
		try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + port)) {
			var commands = client.connect().sync();
			commands.del(commands.keys("spring:session:*").toArray(String[]::new));
		}
	}

	private static OtherGateway gateway(String replica, int redisPort) {
		return OtherGateway.start("gateway.replica=" + replica, "spring.data.redis.port=" + redisPort);
	}

	private static Http loggedIn(OtherGateway gateway) {
		Http browser = new Http(gateway.port());
		browser.logIn("demo", Http.PASSWORD);
		return browser;
	}

	private static WebSocketClient connect(OtherGateway gateway, OtherGateway login) {
		return WebSocketClient.connect(gateway.port(), loggedIn(login));
	}

}
