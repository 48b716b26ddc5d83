package io.realtimeclock.gateway.oidc;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Logins with an OpenID provider that does not always do what it should. Each test that
 * fails on purpose has an address of its own, since failures are counted by address.
 */
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = { "gateway.trusted-proxies=127.0.0.1",
		"spring.security.oauth2.client.registration.company.client-id=" + OpenIdProvider.CLIENT,
		"spring.security.oauth2.client.registration.company.client-secret=secret",
		"spring.security.oauth2.client.registration.company.scope=openid",
		"spring.security.oauth2.client.provider.company.user-name-attribute=preferred_username",
		"spring.security.oauth2.resourceserver.jwt.audiences=" + OpenIdProvider.AUDIENCE })
class OidcLoginTests extends RunningGateway {

	private static final OpenIdProvider provider = OpenIdProvider.start(0);

	@DynamicPropertySource
	static void issuer(DynamicPropertyRegistry properties) {
		properties.add("spring.security.oauth2.client.provider.company.issuer-uri", provider::issuer);
		properties.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", provider::issuer);
	}

	@AfterEach
	void recover() {
		provider.recover();
	}

	@AfterAll
	static void stop() {
		provider.close();
	}

	@Test
	void aUserLogsIn() {
		Http browser = new Http(port());
		assertThat(location(browser.open(provider.agree(begin(browser))))).isEqualTo("/");
		assertThat(browser.open("/").body()).contains("ann");
		assertThat(browser.open("/").headers().firstValue("Content-Security-Policy"))
			.hasValueSatisfying((policy) -> assertThat(policy).contains("form-action 'self' " + provider.issuer()));
	}

	@Test
	void theWayBackToAFeedIsKeptAlsoIfTheUserCancels() {
		Http browser = new Http(port());
		assertThat(browser.open("/login?feed=prices").body())
			.contains("href=\"/oauth2/authorization/company?feed=prices\"");
		String canceled = provider.refuse(begin(browser, "?feed=prices"), "access_denied");
		assertThat(location(browser.open(canceled))).isEqualTo("/login?error=cancelled&feed=prices");
		String callback = provider.agree(begin(browser, "?feed=prices"));
		assertThat(location(browser.open(callback))).isEqualTo("/feeds/prices/");
	}

	@Test
	void theLoginLeadsToNoOtherHost() {
		Http browser = new Http(port());
		String callback = provider.agree(begin(browser, "?feed=%2Fexample.org"));
		assertThat(location(browser.open(callback + "&feed=%2Fexample.org"))).isEqualTo("/");
	}

	@Test
	void eachOfTwoTabsLogsInAndTheBackButtonLeadsToTheClock() {
		Http browser = new Http(port());
		String older = provider.agree(begin(browser));
		String newer = provider.agree(begin(browser));
		assertThat(location(browser.open(older))).isEqualTo("/");
		assertThat(location(browser.open(newer))).isEqualTo("/");
		assertThat(location(browser.open(older))).as("the back button").isEqualTo("/");
		assertThat(browser.open("/").body()).contains("ann");
	}

	@Test
	void aLogInThatThisBrowserDidNotBeginIsCalledExpired() {
		String callback = provider.agree(begin(new Http(port())));
		Http other = new Http(port());
		assertThat(location(other.open(callback))).isEqualTo("/login?error=expired");
		assertThat(other.open("/login?error=expired").body()).contains("role=\"alert\"", "has expired")
			.doesNotContain("password is wrong");
	}

	@Test
	void theLoginPageSaysThatTheUserHasCancelled() {
		Http browser = new Http(port());
		assertThat(location(browser.open(provider.refuse(begin(browser), "access_denied"))))
			.isEqualTo("/login?error=cancelled");
		assertThat(browser.open("/login?error=cancelled").body()).contains("role=\"alert\"", "was canceled")
			.doesNotContain("password is wrong");
	}

	@Test
	void theBackButtonAtTheProviderLeadsToTheLoginPageWhereAnotherLoginBegins() {
		Http browser = new Http(port());
		begin(browser);
		assertThat(browser.open("/login").body()).contains("Log in with");
		assertThat(location(browser.open(provider.agree(begin(browser))))).isEqualTo("/");
	}

	@Test
	void theBackButtonAfterACanceledLoginIsNoLoginButTheNextAttemptIs() {
		Http browser = new Http(port());
		String canceled = provider.refuse(begin(browser), "access_denied");
		browser.open(canceled);
		assertThat(location(browser.open(canceled))).isEqualTo("/login?error=expired");
		assertThat(location(browser.open("/"))).isEqualTo("/login");
		assertThat(location(browser.open(provider.agree(begin(browser))))).isEqualTo("/");
	}

	@Test
	void theBackButtonAfterALogOutIsNoLogin() {
		Http browser = new Http(port());
		String callback = provider.agree(begin(browser));
		browser.open(callback);
		browser.submit("/", "/logout", "x=");
		assertThat(location(browser.open(callback))).isEqualTo("/login?error=expired");
		assertThat(location(browser.open("/"))).isEqualTo("/login");
	}

	@ParameterizedTest
	@ValueSource(strings = { "server_error", "temporarily_unavailable" })
	void aProviderThatReportsItsOutageIsNamedAsTheReason(String error) {
		Http browser = new Http(port());
		HttpResponse<String> answer = browser.open(provider.refuse(begin(browser), error));
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.body()).contains("role=\"alert\"", "The provider does not answer", "Log in with");
	}

	@ParameterizedTest
	@ValueSource(strings = { "invalid_scope", "unauthorized_client" })
	void theLoginPageReportsAProviderThatRefusesTheGatewayAndTheLogNamesTheError(String error, CapturedOutput output) {
		Http browser = new Http(port());
		assertThat(location(browser.open(provider.refuse(begin(browser), error)))).isEqualTo("/login?error=provider");
		assertThat(browser.open("/login?error=provider").body())
			.contains("role=\"alert\"", "answer could not be used", "Log in with")
			.doesNotContain("password is wrong");
		assertThat(output).contains("A login with an OpenID provider failed: [" + error + "]");
	}

	@Test
	void anIdTokenOfAnotherLoginIsNoLogin() {
		provider.person((claims) -> claims.claim("preferred_username", "ann").claim("nonce", "another"));
		Http browser = new Http(port());
		assertThat(location(browser.open(provider.agree(begin(browser))))).isEqualTo("/login?error=provider");
		assertThat(location(browser.open("/"))).isEqualTo("/login");
	}

	@Test
	void aProviderThatFailsIsNamedAsTheReason(CapturedOutput output) {
		Http browser = new Http(port());
		String callback = provider.agree(begin(browser));
		provider.fail("/token");
		HttpResponse<String> answer = browser.open(callback);
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow()).isPositive();
		assertThat(answer.body()).contains("role=\"alert\"", "The provider does not answer");
		assertThat(output).contains("A login with an OpenID provider failed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "line\nbreak" })
	void theLoginPageReportsAnUnusableNameAndTheLogNamesTheClaim(String name, CapturedOutput output) {
		provider.person((claims) -> claims.claim("preferred_username", name.isEmpty() ? null : name));
		Http browser = new Http(port());
		assertThat(location(browser.open(provider.agree(begin(browser))))).isEqualTo("/login?error=name");
		assertThat(browser.open("/login?error=name").body()).contains("role=\"alert\"", "sent no user name");
		assertThat(output)
			.contains("The OpenID provider company sent no usable user name in the claim" + " 'preferred_username'");
	}

	@Test
	void thereIsNothingUnderTheNameOfAnUnknownProvider(CapturedOutput output) {
		assertThat(Http.get(port(), "/oauth2/authorization/nobody").statusCode()).isEqualTo(404);
		assertThat(output).doesNotContain("nobody");
	}

	@Test
	void tooManyCallbacksWithoutALoginAreRefused() {
		String path = "/login/oauth2/code/company?code=1&state=2";
		for (int i = 0; i < 50; i++) {
			HttpResponse<String> answer = get(path, "X-Forwarded-For", "203.0.113.1");
			assertThat(answer.statusCode()).isEqualTo(302);
			assertThat(answer.headers().allValues("Set-Cookie")).noneMatch((cookie) -> cookie.startsWith("SESSION"));
		}
		// One more is allowed each 1.2 s, and a busy machine may be as slow as that
		await().pollDelay(Duration.ZERO).untilAsserted(() -> {
			HttpResponse<String> answer = get(path, "X-Forwarded-For", "203.0.113.1");
			assertThat(answer.statusCode()).isEqualTo(429);
			assertThat(answer.body()).contains("Too many attempts");
			assertThat(get("/", "Authorization", Http.basic("demo"), "X-Forwarded-For", "203.0.113.1").statusCode())
				.as("other ways of logging in, too")
				.isEqualTo(429);
		});
		assertThat(get(path, "X-Forwarded-For", "203.0.113.2").statusCode()).as("another address").isEqualTo(302);
	}

	@Test
	void fewLogInsWaitForAProviderThatIsSilentAndEverybodyElseGoesOn() {
		List<String> callbacks = new ArrayList<>();
		List<Http> browsers = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			Http browser = new Http(port());
			callbacks.add(provider.agree(begin(browser)));
			browsers.add(browser);
		}
		provider.silence("/token");
		long began = System.nanoTime();
		List<CompletableFuture<Integer>> answers = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			Http browser = browsers.get(i);
			String callback = callbacks.get(i);
			answers.add(CompletableFuture.supplyAsync(() -> browser.open(callback).statusCode(),
					(task) -> new Thread(task).start()));
		}
		await().until(() -> answers.stream().filter(CompletableFuture::isDone).count() >= 50);
		assertThat(answers).anyMatch((answer) -> !answer.isDone());
		assertThat(Http.get(port(), "/livez").statusCode()).isEqualTo(200);
		assertThat(get("/", "Authorization", Http.basic("demo")).statusCode()).isEqualTo(200);
		assertThat(System.nanoTime() - began).as("before the provider's time is up")
			.isLessThan(Duration.ofMillis(2900).toNanos());
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.join()).isEqualTo(503));
		assertThat(System.nanoTime() - began).isLessThan(Duration.ofSeconds(6).toNanos());
	}

	@Test
	void aTokenForThisClockIsAccepted() {
		assertThat(status(provider.token((claims) -> {
		}))).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "JWT", "at+jwt", "application/at+jwt" })
	void anAccessTokenMayNameItsType(String type) {
		assertThat(status(provider.tokenOfType(type))).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "logout+jwt", "dpop+jwt" })
	void aTokenOfAnotherTypeIsRefused(String type) {
		assertThat(status(provider.tokenOfType(type))).isEqualTo(401);
	}

	@Test
	void aTokenForAnotherClientOfTheSameIssuerIsRefused() {
		assertThat(status(provider.token((claims) -> claims.audience("payroll")))).isEqualTo(401);
		assertThat(status(provider.token((claims) -> claims.audience((String) null)))).isEqualTo(401);
	}

	@Test
	void aTokenThatNamesNoUserIsRefused() {
		assertThat(status(provider.token((claims) -> claims.subject(null)))).isEqualTo(401);
		assertThat(status(provider.token((claims) -> claims.subject("")))).isEqualTo(401);
		assertThat(status(provider.token((claims) -> claims.subject("a\u0007b")))).isEqualTo(401);
		assertThat(status(provider.token((claims) -> claims.subject("a".repeat(201))))).isEqualTo(401);
		assertThat(status(provider.token((claims) -> claims.subject("a".repeat(200))))).isEqualTo(200);
	}

	@Test
	void tokensThatAreNoneAreRefusedAfterTooMany() {
		for (int i = 0; i < 50; i++) {
			assertThat(status("garbage", "203.0.113.3")).isEqualTo(401);
		}
		assertThat(status("garbage", "203.0.113.3")).isEqualTo(429);
	}

	@Test
	void tokensOfUnknownKeysCostTheProviderFewRequests() {
		aTokenForThisClockIsAccepted();
		int before = provider.keyRequests();
		for (int i = 0; i < 20; i++) {
			assertThat(status(provider.tokenOfUnknownKey(), "203.0.113.4")).isIn(401, 503);
		}
		assertThat(provider.keyRequests() - before).isLessThan(10);
	}

	@Test
	void aProviderThatKeepsItsKeysBackConcernsNoTokenOfAKnownKey() {
		aTokenForThisClockIsAccepted();
		await().until(() -> status(provider.tokenOfUnknownKey(), "203.0.113.5") == 401);
		provider.silence("/keys");
		List<CompletableFuture<Integer>> unknown = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			String address = "203.0.113." + (100 + i);
			unknown.add(CompletableFuture.supplyAsync(() -> status(provider.tokenOfUnknownKey(), address),
					(task) -> new Thread(task).start()));
		}
		long began = System.nanoTime();
		aTokenForThisClockIsAccepted();
		assertThat(System.nanoTime() - began).isLessThan(Duration.ofSeconds(1).toNanos());
		assertThat(unknown).allSatisfy((answer) -> assertThat(answer.join()).isIn(401, 503));
	}

	private String begin(Http browser) {
		return begin(browser, "");
	}

	private String begin(Http browser, String query) {
		return await()
			.until(() -> browser.open("/oauth2/authorization/company" + query), (answer) -> answer.statusCode() == 302)
			.headers()
			.firstValue("Location")
			.orElseThrow();
	}

	private int status(String token) {
		return status(token, "203.0.113.9");
	}

	private int status(String token, String address) {
		return get("/", "Authorization", "Bearer " + token, "X-Forwarded-For", address).statusCode();
	}

	private HttpResponse<String> get(String path, String... headers) {
		return Http.get(port(), path, headers);
	}

	private static String location(HttpResponse<String> response) {
		return response.headers().firstValue("Location").orElseThrow().replaceFirst("^http://localhost:\\d+", "");
	}

}
