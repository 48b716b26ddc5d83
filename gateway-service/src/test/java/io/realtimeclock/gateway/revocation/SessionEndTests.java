package io.realtimeclock.gateway.revocation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.OtherGateway;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.gateway.WebSocketClient;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.RawSocket;
import io.realtimeclock.testsupport.RedisServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A socket ends with its session, on every replica.
 */
class SessionEndTests extends RunningGateway {

	private static final int POLICY_VIOLATION = 1008;

	private static final Duration SOON = Duration.ofSeconds(2);

	@Test
	void logOutClosesTheSessionsSocketsOnEveryReplicaAndNoOthers() {
		Http person = loggedIn(port());
		Http neighbour = loggedIn(port());
		try (OtherGateway other = OtherGateway.start("gateway.replica=session-end");
				WebSocketClient here = WebSocketClient.connect(port(), person);
				WebSocketClient there = WebSocketClient.connect(other.port(), person);
				WebSocketClient neighbours = WebSocketClient.connect(other.port(), neighbour);
				WebSocketClient program = WebSocketClient.connect(other.port())) {
			await().atMost(SOON).until(() -> other.gauge("gateway.sessions") == 2);
			awaitFirstTick(neighbours);
			person.submit("/", "/logout", "x=");
			assertEndsSoon(here);
			assertEndsSoon(there);
			tick(neighbours);
			tick(program);
			assertThat(other.gauge("gateway.sessions")).isEqualTo(1);
			assertThat(other.count("gateway.sessions.ended")).isEqualTo(1);
		}
	}

	@Test
	void anOperatorsDeletionInRedisClosesIt() {
		Http person = loggedIn(port());
		try (WebSocketClient client = WebSocketClient.connect(port(), person)) {
			redis(Source.redis().port(),
					(redis) -> redis.del(redis.keys("spring:session:json:sessions:*")
						.stream()
						.filter((key) -> isOf(person, key))
						.findFirst()
						.orElseThrow()));
			assertEndsSoon(client);
		}
	}

	@Test
	void idleSessionsExpireWithTheirSockets() {
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=session-idle", "spring.session.timeout=2s",
				"gateway.sockets-keep-session=false"); WebSocketClient client = connect(gateway)) {
			assertEnds(client, SOON.plusSeconds(2));
		}
	}

	@Test
	void anOpenSocketKeepsItsSessionAliveIfThatIsWanted() {
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=session-kept", "spring.session.timeout=2s")) {
			Http person = loggedIn(gateway.port());
			try (WebSocketClient client = WebSocketClient.connect(gateway.port(), person)) {
				awaitFirstTick(client);
				long begin = System.nanoTime();
				await().atMost(Duration.ofSeconds(10)).until(() -> {
					tick(client);
					return System.nanoTime() - begin > Duration.ofSeconds(5).toNanos();
				});
				assertThat(person.open("/").statusCode()).isEqualTo(200);
			}
		}
	}

	@Test
	void noSessionOutlivesItsLongestLife() {
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=session-life", "gateway.session-life=3s")) {
			Http person = loggedIn(gateway.port());
			assertThat(person.open("/").statusCode()).isEqualTo(200);
			String cookie = "Cookie: " + person.cookie("SESSION");
			try (WebSocketClient client = WebSocketClient.connect(gateway.port(), person);
					WebSocketClient program = WebSocketClient.connect(gateway.port())) {
				assertEnds(client, SOON.plusSeconds(3));
				assertEndsSoon(program);
			}
			assertThat(person.open("/").statusCode()).as("the page leads to the login").isEqualTo(302);
			try (WebSocketClient late = WebSocketClient.shakeHands(gateway.port(), cookie)) {
				assertThat(late.answer()).startsWith("HTTP/1.1 401 ");
			}
		}
	}

	@Test
	void isNoticedWithoutANotification() {
		int port = FreePorts.next();
		try (RedisServer redis = RedisServer.start(port);
				OtherGateway gateway = OtherGateway.start("gateway.replica=session-check",
						"spring.data.redis.port=" + redis.port());
				WebSocketClient client = connect(gateway)) {
			// No notification tells of it
			redis(port, (commands) -> commands.del(commands.keys("spring:session:*").toArray(String[]::new)));
			assertEnds(client, SOON.plusSeconds(1));
		}
	}

	private static WebSocketClient connect(OtherGateway gateway) {
		return WebSocketClient.connect(gateway.port(), loggedIn(gateway.port()));
	}

	private static Http loggedIn(int port) {
		Http browser = new Http(port);
		browser.logIn("demo", Http.PASSWORD);
		return browser;
	}

	/**
	 * A gateway that was just started misses notifications from before its subscription.
	 */
	private static void awaitFirstTick(WebSocketClient client) {
		await("the first tick").atMost(Duration.ofSeconds(10)).until(() -> client.hears(Source.tick()));
	}

	private static void assertEndsSoon(WebSocketClient client) {
		assertEnds(client, SOON);
	}

	private static void assertEnds(WebSocketClient client, Duration limit) {
		long begin = System.nanoTime();
		RawSocket.Frame last = client.frame(0x88);
		assertThat(last.status()).isEqualTo(POLICY_VIOLATION);
		assertThat(last.text()).endsWith("session ended");
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(limit);
	}

	/**
	 * The cookie is the session's id in Base64.
	 */
	private static boolean isOf(Http browser, String key) {
		byte[] id = Base64.getDecoder().decode(browser.cookie("SESSION").substring("SESSION=".length()));
		return key.endsWith(new String(id, StandardCharsets.US_ASCII));
	}

	private static void redis(int port, Consumer<RedisCommands<String, String>> action) {
		try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + port)) {
			action.accept(client.connect().sync());
		}
	}

}
