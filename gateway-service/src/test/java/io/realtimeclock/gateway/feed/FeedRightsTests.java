package io.realtimeclock.gateway.feed;

import java.util.List;

import io.realtimeclock.gateway.FeedGateway;
import io.realtimeclock.gateway.FeedTopicSource;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FeedRightsTests {

	private static final String[] RIGHTS = { "gateway.users.ann=" + RunningGateway.HASH, "gateway.roles.ann=trader,eu",
			"gateway.roles.demo=viewer", "rights[0].keys=EUR*", "rights[0].authority=ROLE_TRADER",
			"rights[1].keys=public", "rights[2].keys=*", "rights[2].authority=ROLE_ADMIN", "max-keys-per-client=3" };

	private final FeedTopicSource topic = FeedTopicSource.create(1);

	@Test
	void checksFeedKeysAndTheirNumberBeforeTheUpgrade() {
		try (FeedGateway gateway = FeedGateway.start(this.topic, RIGHTS)) {
			assertAnswers(gateway, "?key=EURUSD", "demo", 403);
			assertAnswers(gateway, "?key=EURUSD", "ann", 101);
			assertAnswers(gateway, "?key=public", "demo", 101);
			assertAnswers(gateway, "?key=public&key=EURUSD", "demo", 403);
			assertAnswers(gateway, "?key=other", "ann", 403);
			assertAnswers(gateway, "?key=", "ann", 400);
			assertAnswers(gateway, "?key=EUR1&key=EUR2&key=EUR3&key=EUR1", "ann", 101);
			assertAnswers(gateway, "?key=EUR1&key=EUR2&key=EUR3&key=EUR4", "ann", 400);
			assertAnswers(gateway, "x", "ann", 404);
			assertAnswers(gateway, "", "nobody", 401);
		}
	}

	@Test
	void aUserWithoutTheAuthorityOfTheFeedSeesNothingOfIt() {
		try (FeedGateway gateway = FeedGateway.start(this.topic, "authority=ROLE_TRADER", "gateway.roles.other=trader",
				"gateway.users.other=" + RunningGateway.HASH)) {
			assertAnswers(gateway, "?key=a", "demo", 403);
			assertAnswers(gateway, "", "demo", 403);
			assertAnswers(gateway, "", "other", 101);
		}
	}

	@Test
	void sendsAllKeysThatTheUserMaySeeAndNoOthers() {
		this.topic.put("public", "1");
		this.topic.put("EURUSD", "2");
		this.topic.put("other", "3");
		try (FeedGateway gateway = FeedGateway.start(this.topic, RIGHTS);
				WebSocketClient demo = gateway.connect("");
				WebSocketClient ann = gateway.connectAs("", "ann")) {
			assertThat(FeedGateway.awaitComplete(demo)).singleElement().asString().startsWith("{\"key\":\"public\"");
			assertThat(FeedGateway.awaitComplete(ann)).hasSize(2).noneMatch((text) -> text.contains("other"));
			this.topic.put("EURGBP", "4");
			this.topic.put("public", "5");
			assertThat(demo.text()).startsWith("{\"key\":\"public\",\"value\":5,");
			assertThat(List.of(ann.text(), ann.text())).anyMatch((text) -> text.contains("EURGBP"));
			assertThat(gateway.get("", "demo").body()).contains("public").doesNotContain("EUR", "other");
			this.topic.put("EUR1", "1");
			this.topic.put("public", "6");
			assertThat(ann.text()).as("no fourth key").startsWith("{\"key\":\"public\",\"value\":6,");
		}
	}

	private static void assertAnswers(FeedGateway gateway, String query, String user, int status) {
		try (WebSocketClient client = gateway.shakeHands(query, user)) {
			assertThat(client.answer()).as(query).startsWith("HTTP/1.1 " + status + " ");
			if (status != 101) {
				assertThat(client.answer()).containsIgnoringCase("\r\nContent-Type: application/problem+json");
			}
			assertThat(gateway.get(query, user).statusCode()).as(query).isEqualTo((status == 101) ? 200 : status);
		}
	}

}
