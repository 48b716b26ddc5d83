package io.realtimeclock.gateway.oidc;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.nimbusds.jwt.JWTClaimsSet;
import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.OtherGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Logouts at an OpenID provider that is configured with its issuer, and at one that is
 * configured with its addresses.
 */
class BackChannelLogoutTests {

	private static final String REGISTRATION = "spring.security.oauth2.client.registration.";

	private static final String PROVIDER = "spring.security.oauth2.client.provider.";

	private static final OpenIdProvider provider = OpenIdProvider.start(0);

	@SuppressWarnings("NullAway.Init")
	private static OtherGateway gateway;

	@BeforeAll
	static void start() {
		String issuer = provider.issuer();
		gateway = OtherGateway.start("gateway.replica=back-channel", "gateway.failed-logins=10000",
				REGISTRATION + "company.client-id=" + OpenIdProvider.CLIENT,
				REGISTRATION + "company.client-secret=secret", REGISTRATION + "company.scope=openid",
				PROVIDER + "company.issuer-uri=" + issuer, REGISTRATION + "plain.client-id=" + OpenIdProvider.CLIENT,
				REGISTRATION + "plain.client-secret=secret", REGISTRATION + "plain.scope=openid",
				REGISTRATION + "plain.authorization-grant-type=authorization_code",
				REGISTRATION + "plain.redirect-uri={baseUrl}/login/oauth2/code/{registrationId}",
				PROVIDER + "plain.authorization-uri=" + issuer + "/authorize",
				PROVIDER + "plain.token-uri=" + issuer + "/token", PROVIDER + "plain.jwk-set-uri=" + issuer + "/keys");
	}

	@AfterAll
	static void stop() {
		gateway.close();
		provider.close();
	}

	@AfterEach
	void recover() {
		provider.recover();
	}

	@ParameterizedTest
	@MethodSource("registrations")
	void endsTheSessionsOfItsUser(String registration) {
		Http browser = loggedIn(registration);
		assertThat(logout(registration, provider.logoutToken((claims) -> {
		}))).isEqualTo(200);
		assertThat(browser.open("/").statusCode()).as("leads to the login").isEqualTo(302);
	}

	static Stream<String> registrations() {
		return Stream.of("company", "plain");
	}

	@Test
	void costsTheProviderNoRequestOnceItsKeysAreKnown() {
		loggedIn("company");
		int before = provider.keyRequests();
		provider.silence("/keys");
		assertThat(IntStream.range(0, 20).parallel().map((i) -> logout("company", provider.logoutToken((claims) -> {
		})))).containsOnly(200);
		assertThat(provider.keyRequests()).isEqualTo(before);
	}

	@ParameterizedTest
	@MethodSource("unsuitable")
	void endsNothingWithATokenThatIsNoLogoutTokenForThisClient(Consumer<JWTClaimsSet.Builder> change) {
		Http browser = loggedIn("company");
		assertThat(logout("company", provider.logoutToken(change))).isEqualTo(400);
		assertThat(browser.open("/").statusCode()).isEqualTo(200);
	}

	static Stream<Arguments> unsuitable() {
		return Stream.of(argumentSet("of another issuer", change((claims) -> claims.issuer("https://example.org"))),
				argumentSet("for another client", change((claims) -> claims.audience("payroll"))),
				argumentSet("of another event", change((claims) -> claims.claim("events", Map.of("other", Map.of())))),
				argumentSet("an ID token", change((claims) -> claims.claim("nonce", "1"))),
				argumentSet("without a time", change((claims) -> claims.issueTime(null))),
				argumentSet("without an id", change((claims) -> claims.jwtID(null))),
				argumentSet("of nobody", change((claims) -> claims.subject(null))));
	}

	private static Consumer<JWTClaimsSet.Builder> change(Consumer<JWTClaimsSet.Builder> change) {
		return change;
	}

	@Test
	void refusesGarbageAndProvidersThatAreNotConfigured() {
		assertThat(logout("company", "garbage")).isEqualTo(400);
		assertThat(logout("nobody", provider.logoutToken((claims) -> {
		}))).isEqualTo(400);
	}

	private static int logout(String registration, String token) {
		return Http
			.send("POST", gateway.port(), "/logout/connect/back-channel/" + registration, "logout_token=" + token,
					"Content-Type", "application/x-www-form-urlencoded")
			.statusCode();
	}

	private static Http loggedIn(String registration) {
		Http browser = new Http(gateway.port());
		String authorization = await()
			.until(() -> browser.open("/oauth2/authorization/" + registration), (answer) -> answer.statusCode() == 302)
			.headers()
			.firstValue("Location")
			.orElseThrow();
		browser.open(provider.agree(authorization));
		assertThat(browser.open("/").statusCode()).isEqualTo(200);
		return browser;
	}

}
