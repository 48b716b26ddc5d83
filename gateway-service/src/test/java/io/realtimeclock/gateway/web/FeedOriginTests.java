package io.realtimeclock.gateway.web;

import java.net.http.HttpResponse;

import io.realtimeclock.gateway.FeedGateway;
import io.realtimeclock.gateway.FeedTopicSource;
import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pages of other origins, and programs that send none.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedOriginTests {

	private static final String WALL = "https://wall.example.org";

	private static final String EVIL = "https://evil.example.org";

	private final FeedTopicSource topic = FeedTopicSource.create(1);

	@SuppressWarnings("NullAway.Init")
	private FeedGateway gateway;

	@BeforeAll
	void start() {
		this.topic.put("EURUSD", "1");
		this.topic.put("note", "2");
		this.gateway = FeedGateway.start(this.topic, "gateway.allowed-origins=" + WALL, "rights[0].keys=EUR*",
				"rights[0].authority=ROLE_TRADER", "rights[1].keys=*");
	}

	@AfterAll
	void stop() {
		this.gateway.close();
	}

	@ParameterizedTest
	@CsvSource({ "https://wall.example.org,101", "http://clock.example.org,101", "https://evil.example.org,403",
			"null,403", "http://wall.example.org,403" })
	void aHandshakeNeedsAnAllowedOrigin(String origin, int status) {
		try (WebSocketClient client = this.gateway.shakeHandsWith("?key=note", "Authorization: " + Http.basic("demo"),
				"Origin: " + origin)) {
			assertThat(client.answer()).startsWith("HTTP/1.1 " + status + " ");
		}
	}

	@Test
	void aPageOfAnAllowedOriginReadsTheValuesThatItsUserMaySee() {
		HttpResponse<String> answer = get("/api/feeds/prices", "demo", WALL);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("note").doesNotContain("EURUSD");
		assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertReadable(answer);
	}

	@ParameterizedTest
	@CsvSource({ "/api/feeds/prices?key=EURUSD,demo,403", "/api/feeds/prices?key=,demo,400",
			"/api/feeds/unknown,demo,404", "/api/feeds/prices,nobody,401" })
	void aPageOfAnAllowedOriginReadsWhyItIsRefused(String path, String user, int status) {
		HttpResponse<String> answer = get(path, user, WALL);
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.body()).contains("\"status\":" + status);
		assertReadable(answer);
	}

	@ParameterizedTest
	@CsvSource({ "/api/feeds/prices?key=EURUSD,demo,403", "/api/feeds/prices?key=,demo,400",
			"/api/feeds/unknown,demo,404", "/api/feeds/prices,nobody,401" })
	void aPageOfAnAllowedOriginReadsThatTheGatewayRefusesItWithoutTheDocument(String path, String user, int status) {
		HttpResponse<String> answer = head(path, user);
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertReadable(answer);
	}

	@Test
	void aPageOfAnAllowedOriginReadsThatItMaySeeAFeedForWhichNoValuesAreCollected() {
		HttpResponse<String> answer = head("/api/feeds/prices", "demo");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(answer.headers().firstValueAsLong("Content-Length").orElse(0)).isZero();
		assertReadable(answer);
	}

	@Test
	void aPageOfAnotherOriginReadsNothing() {
		for (String path : new String[] { "/api/feeds/prices", "/api/feeds/unknown" }) {
			HttpResponse<String> answer = get(path, "demo", EVIL);
			assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
			assertThat(answer.headers().allValues("Vary")).contains("Origin");
		}
	}

	@Test
	void anAnswerToARequestWithoutOriginIsNotKeptForOneWithAnOrigin() {
		HttpResponse<String> answer = this.gateway.get("", "demo");
		assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
		assertThat(answer.headers().allValues("Vary")).contains("Origin");
	}

	@Test
	void aPreflightAllowsAnAllowedOriginToReadAndNothingElse() {
		HttpResponse<String> allowed = preflight(WALL, "GET");
		assertThat(allowed.statusCode()).isEqualTo(200);
		assertReadable(allowed);
		assertThat(allowed.headers().firstValue("Access-Control-Allow-Methods")).hasValue("GET,HEAD");
		assertThat(preflight(WALL, "DELETE").statusCode()).isEqualTo(403);
		assertThat(preflight(EVIL, "GET").headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
	}

	private HttpResponse<String> preflight(String origin, String method) {
		return Http.send("OPTIONS", this.gateway.port(), "/api/feeds/prices", "", "Origin", origin,
				"Access-Control-Request-Method", method);
	}

	private HttpResponse<String> get(String path, String user, String origin) {
		return Http.get(this.gateway.port(), path, "Authorization", Http.basic(user), "Origin", origin);
	}

	private HttpResponse<String> head(String path, String user) {
		return Http.send("HEAD", this.gateway.port(), path, "", "Authorization", Http.basic(user), "Origin", WALL);
	}

	private static void assertReadable(HttpResponse<String> answer) {
		assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(WALL);
		assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).hasValue("true");
		assertThat(answer.headers().allValues("Vary")).contains("Origin");
	}

}
