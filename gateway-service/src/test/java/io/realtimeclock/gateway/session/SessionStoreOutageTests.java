package io.realtimeclock.gateway.session;

import java.net.http.HttpResponse;
import java.time.Duration;

import io.lettuce.core.RedisClient;
import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.OtherGateway;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.gateway.WebSocketClient;
import io.realtimeclock.testsupport.FreePorts;
import io.realtimeclock.testsupport.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class SessionStoreOutageTests {

	private final int redisPort = FreePorts.next();

	@Test
	void servesOpenSocketsAndRefusesLoginsWhileRedisIsAway() throws Exception {
		RedisServer redis = RedisServer.start(this.redisPort);
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=storeless",
				"spring.data.redis.port=" + this.redisPort)) {
			gateway.awaitReady();
			Http browser = new Http(gateway.port());
			browser.logIn("demo", Http.PASSWORD);
			String session = "Cookie: " + browser.cookie("SESSION");
			try (WebSocketClient resident = WebSocketClient.shakeHands(gateway.port(), session)) {
				redis.close();
				await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertTurnedAway(gateway, session));
				assertTurnedAway(gateway, "Cookie: SESSION=bm9uZQ==");
				HttpResponse<String> page = browser.open("/");
				assertThat(page.statusCode()).isEqualTo(503);
				assertThat(page.body()).contains("\"status\":503").doesNotContain("Exception");
				HttpResponse<String> sessions = Http.get(gateway.port(), "/sessions", "Authorization",
						Http.basic("demo"));
				assertThat(sessions.statusCode()).isEqualTo(503);
				assertThat(sessions.body()).contains("\"status\":503").doesNotContain("Exception");
				resident.awaitTick(Source.tick());
				try (WebSocketClient program = WebSocketClient.connect(gateway.port())) {
					assertThat(program.text()).as("a login that needs no session").isNotEmpty();
				}
				redis = RedisServer.start(this.redisPort);
				Http other = new Http(gateway.port());
				await().atMost(Duration.ofSeconds(5))
					.untilAsserted(() -> assertThat(other.logIn("demo", Http.PASSWORD).headers().firstValue("Location"))
						.isPresent());
				assertThat(other.open("/").statusCode()).isEqualTo(200);
				await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
					resident.awaitTick(Source.tick());
					assertThat(gateway.gauge("gateway.connections")).as("who was in stays in").isEqualTo(1);
				});
			}
		}
		finally {
			redis.close();
		}
	}

	@Test
	@SuppressWarnings("try") // Redis only has to run
	void anErrorThatRedisAnswersWithIsNoFailureOfTheGateway(CapturedOutput output) throws Exception {
		try (RedisServer redis = RedisServer.start(this.redisPort);
				RedisClient client = RedisClient.create("redis://localhost:" + this.redisPort);
				OtherGateway gateway = OtherGateway.start("gateway.replica=misled",
						"spring.data.redis.port=" + this.redisPort)) {
			client.connect().sync().set("gateway:replicas", "a text in place of a sorted set");
			HttpResponse<String> sessions = Http.get(gateway.port(), "/sessions", "Authorization", Http.basic("demo"));
			assertThat(sessions.statusCode()).isEqualTo(503);
			assertThat(Http.get(gateway.managementPort(), "/actuator/sockets").statusCode()).isEqualTo(503);
			assertThat(output).contains("Redis answered a command with the error: WRONGTYPE")
				.doesNotContain("Request processing failed");
		}
	}

	private static void assertTurnedAway(OtherGateway gateway, String header) throws Exception {
		try (WebSocketClient client = WebSocketClient.shakeHands(gateway.port(), header, "Connection: close")) {
			assertThat(client.answer()).startsWith("HTTP/1.1 503 ").containsPattern("(?i)\r\nRetry-After: \\d+\r\n");
			assertThat(client.body()).contains("\"status\":503");
		}
	}

}
