package io.realtimeclock.gateway.operator;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.OtherGateway;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an operator sees of users on the management port, and can do to them.
 */
class SocketsEndpointTests extends RunningGateway {

	@Autowired
	@SuppressWarnings("NullAway.Init")
	private StringRedisTemplate redis;

	@Test
	void leavesOutWhatAnotherProgramOrVersionRegistered() {
		String unreadable = "gateway:connections:another:1";
		this.redis.opsForHash()
			.putAll(unreadable, Map.of("socket:1", "junk", "socket:2", "then 127.0.0.1 ann", "socket:3", ""));
		double later = Instant.now().plusSeconds(60).toEpochMilli();
		this.redis.opsForZSet().add("gateway:replicas", "another:1", later);
		this.redis.opsForZSet().add("gateway:replicas", "junk", later);
		try (WebSocketClient client = connect()) {
			assertThat(client.answer()).startsWith("HTTP/1.1 101 ");
			assertThat(list("")).contains("\"demo\"").doesNotContain("\"another\"");
		}
		finally {
			this.redis.delete(unreadable);
			this.redis.opsForZSet().remove("gateway:replicas", "another:1", "junk");
		}
	}

	@Test
	void listsTheSocketsOfAUserOnAllReplicas() {
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=elsewhere", "gateway.users.other=" + HASH,
				"gateway.max-connections-per-user=1000");
				WebSocketClient here = open(port());
				WebSocketClient there = open(gateway.port());
				WebSocketClient neighbour = connect()) {
			assertThat(List.of(here.text(), there.text(), neighbour.answer())).doesNotContain("");
			String list = list("?user=other");
			assertThat(list.split("\"user\":\"other\"", -1)).hasSize(3);
			assertThat(list).contains("\"replica\":\"elsewhere\"", "\"address\":\"127.0.0.1\"", "\"since\":\"20")
				.doesNotContain("\"demo\"");
			assertThat(list("")).contains("\"demo\"");
		}
		await().atMost(Duration.ofSeconds(5)).until(() -> list("?user=other").equals("[]"));
	}

	@Test
	void endsAllThatAUserHasOpenOnEveryReplica() {
		Http browser = new Http(port());
		browser.logIn("other", Http.PASSWORD);
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=elsewhere", "gateway.users.other=" + HASH);
				WebSocketClient here = open(port());
				WebSocketClient there = open(gateway.port());
				WebSocketClient session = WebSocketClient.shakeHands(gateway.port(),
						"Cookie: " + browser.cookie("SESSION"));
				WebSocketClient neighbour = connect()) {
			assertThat(session.text()).startsWith("{\"message\"");
			long begin = System.nanoTime();
			HttpResponse<String> answer = Http.send("DELETE", managementPort(), "/actuator/sockets/other", "");
			assertThat(answer.statusCode()).isEqualTo(204);
			assertThat(here.frame(0x88).status()).isEqualTo(1008);
			assertThat(there.frame(0x88).status()).isEqualTo(1008);
			assertThat(session.frame(0x88).status()).isEqualTo(1008);
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
			assertThat(browser.open("/").statusCode()).as("the page leads to the login").isEqualTo(302);
			tick(neighbour);
		}
	}

	@Test
	void endsAUserByExactlyTheNameThatItShows() {
		String name = "//cluster/ns/a b%2F+\u00fc";
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=names", "spring.security.user.name=" + name,
				"spring.security.user.password={noop}" + Http.PASSWORD)) {
			Http browser = new Http(gateway.port());
			browser.logIn(URLEncoder.encode(name, StandardCharsets.UTF_8), Http.PASSWORD);
			try (WebSocketClient socket = WebSocketClient.shakeHands(gateway.port(),
					"Cookie: " + browser.cookie("SESSION"))) {
				assertThat(socket.answer()).startsWith("HTTP/1.1 101 ");
				String query = "?user=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
				// A gateway that has just started registers its connections a moment
				// later
				await().atMost(Duration.ofSeconds(5))
					.untilAsserted(() -> assertThat(list(query)).contains("\"user\":\"" + name + "\""));
				assertThat(Http.send("DELETE", managementPort(), "/actuator/sockets" + query, "").statusCode())
					.isEqualTo(204);
				assertThat(socket.frame(0x88).status()).isEqualTo(1008);
			}
		}
	}

	@Test
	void isNotToBeHadOnTheMainPort() {
		assertThat(Http.get(port(), "/actuator/sockets", "Authorization", Http.basic("demo")).statusCode())
			.isEqualTo(404);
	}

	private String list(String query) {
		return Http.get(managementPort(), "/actuator/sockets" + query).body();
	}

	private static WebSocketClient open(int port) {
		WebSocketClient client = WebSocketClient.shakeHands(port, "Authorization: " + Http.basic("other"));
		assertThat(client.answer()).startsWith("HTTP/1.1 101 ");
		return client;
	}

}
