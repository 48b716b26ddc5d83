package io.realtimeclock.gateway.web;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.OtherGateway;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.Source;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Where a user is logged in.
 */
class SessionsPageTests extends RunningGateway {

	private static final String PAGE = "/sessions";

	private static final String OTHERS = "session=others";

	private static final Duration SOON = Duration.ofSeconds(2);

	private static final Pattern SECTION = Pattern.compile("(?s)<section>.*?</section>");

	private static final Pattern NAME = Pattern.compile("name=\"session\" value=\"(session:[^\"]+)\"");

	private static final OtherGateway other = OtherGateway.start("gateway.replica=sessions-page",
			"gateway.users.other=" + HASH);

	@AfterAll
	static void stop() {
		other.close();
	}

	@Test
	void showsSinceWhenFromWhereAndWithHowManyConnectionsAUserIsLoggedIn() {
		Http browser = loggedIn("demo");
		try (WebSocketClient here = WebSocketClient.connect(port(), browser)) {
			awaitTick(here);
			try (WebSocketClient there = WebSocketClient.connect(other.port(), browser)) {
				awaitTick(there);
				assertThat(section(browser, "This session"))
					.contains("Unknown browser", "from 127.0.0.1", "2 open connections")
					.containsPattern("since \\d{1,2} \\w+ \\d{4}, \\d\\d:\\d\\d CES?T");
			}
			await().atMost(SOON).until(() -> section(browser, "This session").contains("1 open connection<"));
		}
		await().atMost(SOON).until(() -> section(browser, "This session").contains("0 open connections"));
	}

	@Test
	void endsASessionWithItsSocketsOnEveryReplicaAndNoOther() {
		Http lost = loggedIn("demo");
		Http browser = loggedIn("demo");
		try (WebSocketClient here = WebSocketClient.connect(port(), lost);
				WebSocketClient there = WebSocketClient.connect(other.port(), lost);
				WebSocketClient own = WebSocketClient.connect(other.port(), browser)) {
			awaitTick(here);
			awaitTick(there);
			awaitTick(own);
			long begin = System.nanoTime();
			assertThat(browser.submit(PAGE, PAGE, "session=" + newestOther(browser)).statusCode()).isEqualTo(303);
			assertThat(here.frame(0x88).status()).isEqualTo(1008);
			assertThat(there.frame(0x88).status()).isEqualTo(1008);
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
			assertThat(lost.open("/").statusCode()).as("leads to the login").isEqualTo(302);
			assertThat(browser.open("/").statusCode()).isEqualTo(200);
			tick(own);
		}
	}

	@Test
	void endsAllOtherSessionsButNotTheCurrentOne() {
		Http lost = loggedIn("demo");
		Http forgotten = loggedIn("demo");
		Http browser = loggedIn("demo");
		Http stranger = loggedIn("other");
		assertThat(browser.submit(PAGE, PAGE, OTHERS).statusCode()).isEqualTo(303);
		assertThat(lost.open("/").statusCode()).isEqualTo(302);
		assertThat(forgotten.open("/").statusCode()).isEqualTo(302);
		assertThat(browser.open("/").statusCode()).isEqualTo(200);
		assertThat(stranger.open("/").statusCode()).isEqualTo(200);
		assertThat(browser.open(PAGE).body()).contains("This session").doesNotContain("Another session");
	}

	@Test
	void neitherShowsNorEndsSessionsOfAnotherUser() {
		Http victim = loggedIn("demo");
		String name = newestOther(loggedIn("demo"));
		Http attacker = loggedIn("other");
		assertThat(attacker.open(PAGE).body()).doesNotContain(name);
		assertThat(attacker.submit(PAGE, PAGE, "session=" + name).statusCode()).isEqualTo(303);
		assertThat(victim.open("/").statusCode()).isEqualTo(200);
	}

	@Test
	void endsNothingWithoutTheTokenOfThePage() {
		Http lost = loggedIn("demo");
		Http browser = loggedIn("demo");
		assertThat(browser.submit(PAGE, OTHERS).statusCode()).isEqualTo(403);
		assertThat(lost.open("/").statusCode()).isEqualTo(200);
	}

	@Test
	void endsNothingForAnotherSiteInABrowserThatRemembersThePassword() {
		Http lost = loggedIn("other");
		assertThat(end("Origin", "https://evil.example.org").statusCode()).isEqualTo(403);
		assertThat(end("Origin", "null").statusCode()).isEqualTo(403);
		assertThat(lost.open("/").statusCode()).isEqualTo(200);
	}

	@Test
	void letsAProgramWithAPasswordSeeAndEndTheSessionsOfItsUser() {
		Http lost = loggedIn("other");
		HttpResponse<String> page = Http.get(port(), PAGE, "Authorization", Http.basic("other"));
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("Another session").doesNotContain("This session");
		assertThat(end("Accept", "text/html").statusCode()).isEqualTo(303);
		assertThat(lost.open("/").statusCode()).isEqualTo(302);
		assertThat(Http.get(port(), PAGE, "Authorization", Http.basic("other")).body()).contains("You have no session");
	}

	@Test
	void endsNothingIfNoSessionIsNamed() {
		Http lost = loggedIn("demo");
		Http browser = loggedIn("demo");
		assertThat(browser.submit(PAGE, PAGE, "all=1").statusCode()).isEqualTo(400);
		assertThat(browser.submit(PAGE, PAGE, "session=").statusCode()).isEqualTo(303);
		assertThat(lost.open("/").statusCode()).isEqualTo(200);
	}

	@Test
	void leadsToTheLoginIfTheSessionHasEndedMeanwhile() {
		assertThat(new Http(port()).open(PAGE).statusCode()).isEqualTo(302);
		Http lost = loggedIn("demo");
		Http browser = loggedIn("demo");
		String fields = OTHERS + "&_csrf=" + lost.token(PAGE);
		browser.submit(PAGE, PAGE, OTHERS);
		HttpResponse<String> answer = lost.submit(PAGE, fields);
		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login");
		assertThat(browser.open("/").statusCode()).isEqualTo(200);
	}

	@Test
	void containsNoSecret() {
		Http browser = loggedIn("demo");
		loggedIn("demo");
		String secret = browser.cookie("SESSION").substring("SESSION=".length());
		assertThat(browser.open(PAGE).body()).doesNotContain(secret)
			.doesNotContain(new String(Base64.getDecoder().decode(secret), StandardCharsets.US_ASCII));
	}

	private HttpResponse<String> end(String header, String value) {
		return Http.send("POST", port(), PAGE, OTHERS, "Authorization", Http.basic("other"), "Content-Type",
				"application/x-www-form-urlencoded", header, value);
	}

	private Http loggedIn(String user) {
		Http browser = new Http(port());
		browser.logIn(user, Http.PASSWORD);
		return browser;
	}

	private static void awaitTick(WebSocketClient client) {
		await().atMost(Duration.ofSeconds(10)).until(() -> client.hears(Source.tick()));
	}

	private static String section(Http browser, String heading) {
		return SECTION.matcher(browser.open(PAGE).body())
			.results()
			.map(MatchResult::group)
			.filter((section) -> section.contains(heading))
			.findFirst()
			.orElseThrow();
	}

	private static String newestOther(Http browser) {
		return NAME.matcher(section(browser, "Another session"))
			.results()
			.map((name) -> name.group(1))
			.findFirst()
			.orElseThrow();
	}

}
