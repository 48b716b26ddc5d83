package io.realtimeclock.gateway.web;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page loads.
 */
class PageTests extends RunningGateway {

	private static final int MOST_BYTES = 40_000;

	private static final int MOST_BYTES_OF_CLIENT = 3 * 1024;

	private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");

	private static final Pattern STATES = Pattern.compile("type State = [^;]+");

	private static final Pattern STATE = Pattern.compile("\"(\\w+)\"");

	@Test
	void isSmallInAllAndComesFromThisHost() {
		String page = page().body();
		assertThat(page).doesNotContain("http:", "https:", "//");
		int bytes = page.length()
				+ assets(page).stream().mapToInt((asset) -> Http.get(port(), asset).body().length()).sum();
		assertThat(bytes).isLessThan(MOST_BYTES);
		assertThat(assets(page)).filteredOn((asset) -> asset.endsWith("/clock-client.js"))
			.singleElement()
			.satisfies((asset) -> {
				HttpHeaders served = Http.get(port(), asset, "Accept-Encoding", "gzip").headers();
				assertThat(served.firstValue("Content-Encoding")).hasValue("gzip");
				assertThat(served.firstValueAsLong("Content-Length").orElseThrow())
					.isLessThanOrEqualTo(MOST_BYTES_OF_CLIENT);
			});
	}

	@Test
	void knowsForHowLongTheServerMayBeSilent() {
		assertThat(page().body()).contains("data-stale-after=\"3600000\"", "data-silence=\"3600000\"");
	}

	@Test
	void knowsTheServersZone() {
		assertThat(page().body()).contains("data-zone=\"Europe/Madrid\"");
	}

	@Test
	void itsLinkToTheLoginAsksForNoPasswordIfAnotherTabHasLoggedIn() {
		assertThat(page().body()).contains("id=\"login\" href=\"/\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "clock.js", "feed.js" })
	void hasWordsForEachStateOfTheClient(String script) {
		String type = STATES.matcher(asset("clock-client.d.ts")).results().findFirst().orElseThrow().group();
		List<String> states = STATE.matcher(type).results().map((MatchResult state) -> state.group(1)).toList();
		assertThat(states).contains("live", "denied")
			.allSatisfy((state) -> assertThat(asset(script)).contains("\n\t" + state + ": [\""));
	}

	private String asset(String name) {
		return Http.get(port(), "/assets/" + name).body();
	}

	@Test
	void itsAssetsMayBeKeptForEverSinceTheirPathNamesTheirContent() {
		assertThat(assets(page().body())).hasSizeGreaterThan(3).allSatisfy((asset) -> {
			assertThat(asset).matches("/assets/[0-9a-f]{12}/.*");
			HttpResponse<String> answer = Http.get(port(), asset);
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.headers().firstValue("Cache-Control"))
				.hasValueSatisfying((cache) -> assertThat(cache).contains("max-age=31536000", "public", "immutable"));
		});
	}

	@Test
	void theAssetsOfAnotherVersionAreServedFromThisOneButNotKept() {
		assertThat(assets(page().body())).allSatisfy((asset) -> {
			String other = asset.replaceFirst("/assets/[0-9a-f]{12}/", "/assets/0123456789ab/");
			HttpResponse<String> answer = Http.get(port(), other);
			assertThat(answer.statusCode()).as(other).isEqualTo(200);
			assertThat(answer.body()).isEqualTo(Http.get(port(), asset).body());
			assertThat(answer.headers().firstValue("Cache-Control"))
				.hasValueSatisfying((cache) -> assertThat(cache).isEqualTo("max-age=60, public"));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/assets/clock-client.js", "/assets/0123456789ab/clock-client.js" })
	void aPageOfAnAllowedOriginMayImportTheClient(String asset) {
		HttpResponse<String> answer = Http.get(port(), asset, "Origin", "https://wall.example.org");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://wall.example.org");
		assertThat(answer.headers().allValues("Vary")).contains("Origin");
		HttpResponse<String> compressed = Http.get(port(), asset, "Origin", "https://wall.example.org",
				"Accept-Encoding", "gzip");
		assertThat(compressed.headers().allValues("Vary")).contains("Origin", "Accept-Encoding");
		HttpResponse<String> foreign = Http.get(port(), asset, "Origin", "https://evil.example.org");
		assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
		assertThat(foreign.headers().allValues("Vary")).contains("Origin");
	}

	@Test
	void aPageOfAnAllowedOriginIsToldThatItsLoginHasEnded() {
		HttpResponse<String> answer = Http.get(port(), "/api/initial_state", "Origin", "https://wall.example.org",
				"Sec-Fetch-Mode", "cors");
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://wall.example.org");
		assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).hasValue("true");
		HttpResponse<String> foreign = Http.get(port(), "/api/initial_state", "Origin", "https://evil.example.org",
				"Authorization", Http.basic("demo"));
		assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
	}

	private HttpResponse<String> page() {
		return Http.get(port(), "/", "Authorization", Http.basic("demo"));
	}

	private static List<String> assets(String page) {
		return ASSET.matcher(page).results().map((MatchResult asset) -> asset.group(1)).distinct().toList();
	}

}
