package io.realtimeclock.gateway.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;

import com.nimbusds.jwt.JWTClaimsSet;
import io.realtimeclock.gateway.FeedGateway;
import io.realtimeclock.gateway.FeedTopicSource;
import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.WebSocketClient;
import io.realtimeclock.gateway.oidc.OpenIdProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The roles and scopes that an OpenID provider grants decide about a feed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class FeedTokenTests {

	private final FeedTopicSource topic = FeedTopicSource.create(1);

	private OpenIdProvider provider;

	private FeedGateway gateway;

	@BeforeAll
	void start() {
		this.provider = OpenIdProvider.start(0);
		this.topic.put("EURUSD", "1");
		this.topic.put("note", "2");
		this.gateway = FeedGateway.start(this.topic, "authority=ROLE_TRADER", "rights[0].keys=EUR*",
				"rights[0].authority=SCOPE_prices", "rights[1].keys=*", "gateway.roles-claim=groups",
				"spring.security.oauth2.client.registration.company.client-id=" + OpenIdProvider.CLIENT,
				"spring.security.oauth2.client.registration.company.client-secret=secret",
				"spring.security.oauth2.client.registration.company.scope=openid",
				"spring.security.oauth2.client.provider.company.user-name-attribute=preferred_username",
				"spring.security.oauth2.client.provider.company.issuer-uri=" + this.provider.issuer(),
				"spring.security.oauth2.resourceserver.jwt.audiences=" + OpenIdProvider.AUDIENCE,
				"spring.security.oauth2.resourceserver.jwt.issuer-uri=" + this.provider.issuer());
	}

	@AfterAll
	void stop() {
		this.gateway.close();
		this.provider.close();
	}

	@Test
	void aTokenNeedsTheRoleOfTheFeedAndTheScopeOfTheKeys() {
		assertAnswers("", this.provider.token((claims) -> {
		}), 403);
		assertAnswers("", this.provider.token(roles("viewer")), 403);
		// Not the configured claim
		assertAnswers("", this.provider.token((claims) -> claims.claim("roles", List.of("trader"))), 403);
		String trader = this.provider.token(roles("viewer", "trader"));
		assertAnswers("?key=note", trader, 101);
		assertAnswers("?key=EURUSD", trader, 403);
		String withScope = this.provider.token(roles("trader").andThen((claims) -> claims.claim("scope", "prices x")));
		assertAnswers("?key=EURUSD", withScope, 101);
	}

	@Test
	void aTokenSeesOnlyItsKeysOfAllKeys() {
		try (WebSocketClient client = shakeHands("", this.provider.token(roles("trader")))) {
			assertThat(FeedGateway.awaitComplete(client)).singleElement().asString().startsWith("{\"key\":\"note\"");
		}
	}

	@Test
	void theEndOfATokenClosesItsSocket() {
		Instant end = Instant.now().plusSeconds(2);
		String token = this.provider.token(roles("trader").andThen((claims) -> claims.expirationTime(Date.from(end))));
		try (WebSocketClient client = shakeHands("?key=note", token);
				WebSocketClient other = shakeHands("?key=note", this.provider.token(roles("trader")))) {
			assertThat(client.frame(0x88).status()).isEqualTo(1008);
			assertThat(Instant.now()).isBetween(end.minusSeconds(1), end.plus(Duration.ofSeconds(2)));
			FeedGateway.awaitComplete(other);
			this.topic.put("note", "3");
			assertThat(other.text()).startsWith("{\"key\":\"note\",\"value\":3,");
		}
	}

	@Test
	void theRolesOfAnOpenIdLoginDecide() {
		Http viewer = logIn(roles("viewer"));
		assertThat(viewer.open("/api/feeds/prices?key=note").statusCode()).isEqualTo(403);
		try (WebSocketClient refused = this.gateway.shakeHandsWith("?key=note",
				"Cookie: " + viewer.cookie("SESSION"))) {
			assertThat(refused.answer()).startsWith("HTTP/1.1 403 ");
		}
		Http trader = logIn(roles("trader"));
		assertThat(trader.open("/api/feeds/prices?key=note").statusCode()).isEqualTo(200);
		this.gateway.connectWith(trader).close();
	}

	private Http logIn(Consumer<JWTClaimsSet.Builder> roles) {
		this.provider.person(roles.andThen((claims) -> claims.claim("preferred_username", "ann")));
		Http browser = new Http(this.gateway.port());
		String authorization = await()
			.until(() -> browser.open("/oauth2/authorization/company"), (answer) -> answer.statusCode() == 302)
			.headers()
			.firstValue("Location")
			.orElseThrow();
		browser.open(this.provider.agree(authorization));
		return browser;
	}

	private static Consumer<JWTClaimsSet.Builder> roles(String... roles) {
		return (claims) -> claims.claim("groups", List.of(roles));
	}

	private void assertAnswers(String query, String token, int status) {
		try (WebSocketClient client = shakeHands(query, token);
				WebSocketClient browser = this.gateway.shakeHandsWith(query,
						"Sec-WebSocket-Protocol: bearer, " + token)) {
			assertThat(client.answer()).startsWith("HTTP/1.1 " + status + " ");
			assertThat(browser.answer()).startsWith("HTTP/1.1 " + status + " ");
		}
		assertThat(Http.get(this.gateway.port(), "/api/feeds/prices" + query, "Authorization", "Bearer " + token)
			.statusCode()).isEqualTo((status == 101) ? 200 : status);
	}

	private WebSocketClient shakeHands(String query, String token) {
		return this.gateway.shakeHandsWith(query, "Authorization: Bearer " + token);
	}

}
