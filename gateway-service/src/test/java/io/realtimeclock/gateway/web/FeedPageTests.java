package io.realtimeclock.gateway.web;

import java.net.http.HttpResponse;

import io.realtimeclock.gateway.FeedGateway;
import io.realtimeclock.gateway.FeedTopicSource;
import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages of feeds and their login.
 */
class FeedPageTests {

	@Test
	void aFeedsPageLeadsToTheLoginAndTheLoginBackToIt() {
		try (FeedGateway gateway = FeedGateway.start(FeedTopicSource.create(1))) {
			Http browser = new Http(gateway.gateway().port());
			assertThat(location(browser.open("/feeds/prices/"))).isEqualTo("/login?feed=prices");
			HttpResponse<String> answer = browser.submit("/login?feed=prices", "/login",
					"username=demo&feed=prices&password=" + Http.PASSWORD);
			assertThat(location(answer)).isEqualTo("/feeds/prices/");
			assertThat(browser.open("/feeds/prices/").body()).contains("data-feed=\"prices\"", "/feed.js\"",
					"id=\"login\" href=\"/feeds/prices/\"");
			assertThat(browser.open("/feeds/unknown/").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void aWrongPasswordKeepsTheWayBackToTheFeed() {
		try (FeedGateway gateway = FeedGateway.start(FeedTopicSource.create(1))) {
			Http browser = new Http(gateway.gateway().port());
			String again = location(
					browser.submit("/login?feed=prices", "/login", "username=demo&feed=prices&password=guess"));
			assertThat(again).isEqualTo("/login?error&feed=prices");
			assertThat(browser.open(again).body()).contains("password is wrong", "name=\"feed\" value=\"prices\"");
		}
	}

	@Test
	void theLoginLeadsToNoOtherHost() {
		try (FeedGateway gateway = FeedGateway.start(FeedTopicSource.create(1))) {
			for (String feed : new String[] { "//example.org", "..%2F..%2Fexample.org", "%5Cexample.org",
					"prices%0D%0ASet-Cookie:%20a=b", "prices%0A", "" }) {
				String fields = "username=demo&feed=" + feed + "&password=";
				Http browser = new Http(gateway.gateway().port());
				assertThat(location(browser.submit("/login", "/login", fields + "guess"))).isEqualTo("/login?error");
				assertThat(location(browser.submit("/login", "/login", fields + Http.PASSWORD))).isEqualTo("/");
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "demo,403", "ann,200" })
	void thePageNeedsTheFeedsAuthorityAndNoTopic(String user, int status) {
		try (FeedGateway gateway = FeedGateway.start(FeedTopicSource.absent(), "authority=ROLE_TRADER",
				"gateway.users.ann=" + RunningGateway.HASH, "gateway.roles.ann=trader")) {
			HttpResponse<String> page = Http.get(gateway.gateway().port(), "/feeds/prices/", "Authorization",
					Http.basic(user));
			assertThat(page.statusCode()).isEqualTo(status);
		}
	}

	private static String location(HttpResponse<String> answer) {
		return answer.headers().firstValue("Location").orElse("").replaceFirst("^http://localhost:\\d+", "");
	}

}
