package io.realtimeclock.gateway.revocation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.OtherGateway;
import io.realtimeclock.gateway.WebSocketClient;
import io.realtimeclock.testsupport.RedisServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class UserSessionLimitTests {

	private static final int MOST = 100;

	@Test
	void theOldestSessionOfAUserEndsWhenOneMoreThanAHundredBegins() {
		try (RedisServer redis = RedisServer.start();
				OtherGateway gateway = OtherGateway.start("gateway.replica=session-limit",
						"gateway.max-connections-per-user=1000", "spring.data.redis.port=" + redis.port())) {
			List<Http> browsers = new ArrayList<>();
			for (int i = 0; i < MOST; i++) {
				browsers.add(loggedIn(gateway));
			}
			try (WebSocketClient oldest = WebSocketClient.connect(gateway.port(), browsers.get(0));
					WebSocketClient second = WebSocketClient.connect(gateway.port(), browsers.get(1))) {
				// Both were seen in Redis
				await().during(Duration.ofMillis(2500))
					.atMost(Duration.ofSeconds(10))
					.until(() -> gateway.gauge("gateway.connections") == 2);
				loggedIn(gateway);
				long begin = System.nanoTime();
				assertThat(oldest.frame(0x88).status()).isEqualTo(1008);
				assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
				assertThat(browsers.get(0).open("/").statusCode()).as("leads to the login").isEqualTo(302);
				assertThat(browsers.get(1).open("/").statusCode()).isEqualTo(200);
				assertThat(second.text()).isNotEmpty();
			}
		}
	}

	private static Http loggedIn(OtherGateway gateway) {
		Http browser = new Http(gateway.port());
		browser.logIn("demo", Http.PASSWORD);
		return browser;
	}

}
