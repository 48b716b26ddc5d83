package io.realtimeclock.gateway.revocation;

import java.time.Duration;

import io.lettuce.core.RedisClient;
import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.OtherGateway;
import io.realtimeclock.gateway.WebSocketClient;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A session ends although Redis has lost it with its other data, or is full.
 */
class LostSessionTests {

	private static final Duration SOON = Duration.ofSeconds(2);

	private final int redisPort = FreePorts.next();

	private RedisServer redis = RedisServer.start(this.redisPort);

	@AfterEach
	void stop() {
		this.redis.close();
	}

	@Test
	void aLogoutClosesTheSocketsOfALostSessionOnEveryReplica() {
		try (OtherGateway here = gateway("lost-here"); OtherGateway there = gateway("lost-there")) {
			Http browser = loggedIn(here);
			try (WebSocketClient one = WebSocketClient.connect(here.port(), browser);
					WebSocketClient other = WebSocketClient.connect(there.port(), browser)) {
				loseData(browser, 2);
				browser.submit("/login", "/logout", "x=");
				assertEndsSoon(one);
				assertEndsSoon(other);
			}
		}
	}

	@Test
	void anotherLoginOfTheBrowserClosesTheSocketsOfItsLostSession() {
		try (OtherGateway gateway = gateway("lost-before")) {
			Http browser = loggedIn(gateway);
			try (WebSocketClient before = WebSocketClient.connect(gateway.port(), browser)) {
				loseData(browser, 1);
				browser.logIn("demo", Http.PASSWORD);
				assertEndsSoon(before);
				assertThat(browser.open("/").statusCode()).isEqualTo(200);
			}
		}
	}

	@Test
	void aLogoutNeedsNoMemoryOfRedis() {
		try (OtherGateway gateway = gateway("lost-none");
				RedisClient client = RedisClient.create("redis://127.0.0.1:" + this.redisPort)) {
			Http browser = loggedIn(gateway);
			try (WebSocketClient socket = WebSocketClient.connect(gateway.port(), browser)) {
				String token = browser.token("/");
				client.connect().sync().configSet("maxmemory", "1");
				assertThat(browser.submit("/logout", "_csrf=" + token).headers().firstValue("Location"))
					.hasValueSatisfying((page) -> assertThat(page).endsWith("/login?logout"));
				assertEndsSoon(socket);
				assertThat(client.connect().sync().keys("gateway:ended:*")).isEmpty();
			}
		}
	}

	/** Restart Redis empty, until the gateways are connected to it again. */
	private void loseData(Http browser, int gateways) {
		this.redis.close();
		this.redis = RedisServer.start(this.redisPort);
		try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + this.redisPort)) {
			await().atMost(Duration.ofSeconds(15))
				.until(() -> client.connect().sync().pubsubNumsub("gateway:logins:ended").containsValue((long) gateways)
						&& browser.open("/").statusCode() == 302);
		}
	}

	private static void assertEndsSoon(WebSocketClient socket) {
		long begin = System.nanoTime();
		assertThat(socket.frame(0x88).status()).isEqualTo(1008);
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
	}

	private OtherGateway gateway(String replica) {
		return OtherGateway.start("gateway.replica=" + replica, "spring.data.redis.port=" + this.redisPort);
	}

	private static Http loggedIn(OtherGateway gateway) {
		Http browser = new Http(gateway.port());
		browser.logIn("demo", Http.PASSWORD);
		return browser;
	}

}
