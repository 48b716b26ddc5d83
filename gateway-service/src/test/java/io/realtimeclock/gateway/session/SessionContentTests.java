package io.realtimeclock.gateway.session;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.IntStream;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.JdkSerializationRedisSerializer;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextImpl;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The content of a session in Redis, also with unexpected content.
 */
class SessionContentTests extends RunningGateway {

	private static final String PREFIX = "spring:session:json:sessions:";

	private static final String PREFIX_BEFORE_JSON = "spring:session:sessions:";

	@Autowired
	private StringRedisTemplate redis;

	@ParameterizedTest
	@ValueSource(strings = { "sessionAttr:SPRING_SECURITY_CONTEXT", "creationTime", "lastAccessedTime",
			"maxInactiveInterval" })
	void aSessionWithAFieldThatIsUnreadableOrMissingIsNoSession(String field) {
		Http unreadable = loggedIn();
		this.redis.opsForHash().put(key(unreadable), field, "junk");
		assertIsNoSession(unreadable);
		Http missing = loggedIn();
		this.redis.opsForHash().delete(key(missing), field);
		assertIsNoSession(missing);
	}

	@Test
	void aLoginThatIsJsonButNoLoginIsNoSession() {
		for (String json : List.of("{}", "null", "[]", "{\"user\":null}", "\"demo\"", "{\"user\":\"demo\"}",
				"{\"user\":\"demo\",\"authorities\":[null]}", "{\"user\":\"demo\",\"authorities\":[],\"provider\":{}}",
				"{\"user\":\"ann\",\"authorities\":[\"\"],\"since\":1}",
				"{\"user\":\"\",\"authorities\":[],\"since\":9999999999999}",
				"{\"user\":\"ann\",\"authorities\":[],\"since\":9999999999999,"
						+ "\"provider\":{\"registration\":\"\",\"idToken\":\"x\",\"names\":[]}}",
				"{\"user\":\"ann\",\"authorities\":[],\"since\":9999999999999,"
						+ "\"provider\":{\"registration\":\"x\",\"idToken\":\"\",\"names\":[]}}")) {
			Http browser = loggedIn();
			this.redis.opsForHash().put(key(browser), "sessionAttr:SPRING_SECURITY_CONTEXT", json);
			assertIsNoSession(browser);
		}
	}

	@Test
	void aSessionThatBeginsInTheFarFutureIsNoSession() {
		Http browser = loggedIn();
		this.redis.opsForHash().put(key(browser), "creationTime", Long.toString(Long.MAX_VALUE));
		try (WebSocketClient client = WebSocketClient.shakeHands(port(), "Cookie: " + browser.cookie("SESSION"))) {
			assertThat(client.answer()).startsWith("HTTP/1.1 401 ");
		}
		assertIsNoSession(browser);
	}

	@Test
	void aSessionOfAGatewayBeforeSessionsWereJsonIsNoSession() {
		for (String prefix : List.of(PREFIX_BEFORE_JSON, PREFIX)) {
			String id = UUID.randomUUID().toString();
			this.redis.execute((RedisConnection connection) -> {
				sessionBeforeJson()
					.forEach((name, value) -> connection.hashCommands().hSet(bytes(prefix + id), bytes(name), value));
				return null;
			});
			assertIsNoSession("SESSION=" + Base64.getEncoder().encodeToString(bytes(id)));
		}
	}

	@Test
	void aGatewayBeforeSessionsWereJsonDoesNotFindASessionThatItCannotRead() {
		String key = key(loggedIn());
		assertThat(this.redis.hasKey(key)).isTrue();
		assertThat(this.redis.hasKey(key.replace(PREFIX, PREFIX_BEFORE_JSON))).isFalse();
	}

	@Test
	void aSessionWithFurtherFieldsOfANewerGatewayIsASession() {
		Http browser = loggedIn();
		String attribute = "sessionAttr:SPRING_SECURITY_CONTEXT";
		String login = String.valueOf(this.redis.opsForHash().get(key(browser), attribute));
		this.redis.opsForHash().put(key(browser), attribute, login.replaceFirst("\\{", "{\"added\":{\"later\":[1]},"));
		this.redis.opsForHash().put(key(browser), "added", "later");
		assertThat(browser.open("/").statusCode()).isEqualTo(200);
	}

	@Test
	void aSessionHoldsPlainTextAndNoPassword() {
		Map<Object, Object> session = this.redis.opsForHash().entries(key(loggedIn()));
		assertThat(session.keySet()).containsExactlyInAnyOrder("creationTime", "lastAccessedTime",
				"maxInactiveInterval", "sessionAttr:SPRING_SECURITY_CONTEXT");
		assertThat(session.values())
			.allSatisfy((value) -> assertThat(value.toString()).matches("\\p{Print}+").doesNotContain(Http.PASSWORD));
	}

	@Test
	void whatABrowserSaysOfItselfIsStoredInAFewWords() {
		Http browser = new Http(port());
		String fields = "username=demo&password=" + Http.PASSWORD + "&_csrf=" + browser.token("/login");
		HttpResponse<String> answer = Http.send("POST", port(), "/login", fields, "Cookie",
				browser.cookie("XSRF-TOKEN"), "Content-Type", "application/x-www-form-urlencoded", "User-Agent",
				"Firefox/1.0 <script> " + "x".repeat(5_000), "X-Forwarded-For", "9.".repeat(1_000));
		String cookie = answer.headers()
			.allValues("Set-Cookie")
			.stream()
			.filter((header) -> header.startsWith("SESSION="))
			.findFirst()
			.orElseThrow();
		Object login = this.redis.opsForHash()
			.get(key(cookie.replaceFirst(";.*", "")), "sessionAttr:SPRING_SECURITY_CONTEXT");
		assertThat(String.valueOf(login)).contains("\"127.0.0.1\"", "\"Firefox\"")
			.doesNotContain("script", "xxx", "9.9")
			.hasSizeLessThan(300);
	}

	@Test
	void failedLoginsStoreNothing() {
		int before = keys();
		IntStream.range(0, 5).forEach((i) -> new Http(port()).logIn("demo", "guess"));
		IntStream.range(0, 5).forEach((i) -> Http.get(port(), "/login?error"));
		assertThat(keys()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/api/initial_state", "/livez", "/time/tic/" })
	void twoSessionCookiesAreLookedUpPerRequestAtMost(String path) {
		String cookies = IntStream.range(0, 300)
			.mapToObj((i) -> "SESSION=" + Base64.getEncoder().encodeToString(bytes("none" + i)))
			.reduce("x=y", (some, more) -> some + "; " + more);
		long before = lookUps();
		if (path.equals("/time/tic/")) {
			try (WebSocketClient client = WebSocketClient.shakeHands(port(), "Cookie: " + cookies)) {
				assertThat(client.answer()).startsWith("HTTP/1.1 401 ");
			}
		}
		else {
			Http.get(port(), path, "Cookie", cookies);
		}
		assertThat(lookUps() - before).isLessThanOrEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/livez", "/readyz" })
	void aProbeLooksUpNoSessionAndChecksNoPassword(String path) {
		String session = loggedIn().cookie("SESSION");
		long before = lookUps();
		assertThat(status(path, session)).isEqualTo(200);
		assertThat(lookUps()).isEqualTo(before);
		assertThat(Http.get(port(), path, "Authorization", "Basic bm9ib2R5Ong=").statusCode()).isEqualTo(200);
	}

	private long lookUps() {
		Properties stats = this.redis
			.execute((RedisConnection connection) -> connection.serverCommands().info("commandstats"));
		String calls = Objects.requireNonNull(stats).getProperty("cmdstat_hgetall", "calls=0,");
		return Long.parseLong(calls.substring("calls=".length(), calls.indexOf(',')));
	}

	private int keys() {
		return this.redis.keys("spring:session:*").size();
	}

	private void assertIsNoSession(Http browser) {
		assertIsNoSession(browser.cookie("SESSION"));
	}

	private void assertIsNoSession(String cookie) {
		assertThat(status("/livez", cookie)).isEqualTo(200);
		assertThat(status("/login", cookie)).isEqualTo(200);
		assertThat(status("/api/initial_state", cookie)).isEqualTo(401);
		try (WebSocketClient client = WebSocketClient.shakeHands(port(), "Cookie: " + cookie)) {
			assertThat(client.answer()).startsWith("HTTP/1.1 401 ");
		}
	}

	private int status(String path, String cookie) {
		return Http.get(port(), path, "Cookie", cookie).statusCode();
	}

	private Http loggedIn() {
		Http browser = new Http(port());
		browser.logIn("demo", Http.PASSWORD);
		return browser;
	}

	private static String key(Http browser) {
		return key(browser.cookie("SESSION"));
	}

	private static String key(String cookie) {
		byte[] id = Base64.getDecoder().decode(cookie.substring("SESSION=".length()));
		return PREFIX + new String(id, StandardCharsets.US_ASCII);
	}

	/**
	 * As Spring Session writes it with Java serialization.
	 */
	private static Map<String, byte[]> sessionBeforeJson() {
		JdkSerializationRedisSerializer java = new JdkSerializationRedisSerializer();
		Map<String, Object> fields = Map.of("creationTime", Instant.now().toEpochMilli(), "lastAccessedTime",
				Instant.now().toEpochMilli(), "maxInactiveInterval", (int) Duration.ofMinutes(30).toSeconds(),
				"sessionAttr:SPRING_SECURITY_CONTEXT", new SecurityContextImpl(UsernamePasswordAuthenticationToken
					.authenticated("demo", null, AuthorityUtils.createAuthorityList("ROLE_USER"))));
		Map<String, byte[]> written = new LinkedHashMap<>();
		fields.forEach((name, value) -> written.put(name, java.serialize(value)));
		return written;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
