package io.realtimeclock.gateway.login;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoginTests extends RunningGateway {

	private static final String[] FORM = { "Content-Type", "application/x-www-form-urlencoded" };

	@Test
	void redirectsAUserWithoutALoginToTheLoginPage() {
		HttpResponse<String> page = new Http(port()).open("/");
		assertThat(page.statusCode()).isEqualTo(302);
		assertThat(location(page)).isEqualTo("/login");
	}

	@Test
	void logsAUserInAndOut() {
		Http browser = new Http(port());
		HttpResponse<String> answer = browser.logIn("demo", Http.PASSWORD);
		assertThat(location(answer)).isEqualTo("/");
		assertThat(answer.headers().allValues("Set-Cookie")).anySatisfy(
				(cookie) -> assertThat(cookie).startsWith("SESSION=").contains("HttpOnly").contains("SameSite=Lax"));
		assertThat(browser.open("/").statusCode()).isEqualTo(200);
		String session = browser.cookie("SESSION");
		assertThat(state(session)).isNotEqualTo(401);
		assertThat(location(browser.submit("/", "/logout", "x="))).isEqualTo("/login?logout");
		assertThat(state(session)).as("the session, not only its cookie, has ended").isEqualTo(401);
	}

	@Test
	void showsTheLoginPageAgainAfterAWrongPassword() {
		Http browser = new Http(port());
		assertThat(location(browser.logIn("demo", "guess"))).isEqualTo("/login?error");
		assertThat(location(browser.logIn("nobody", Http.PASSWORD))).isEqualTo("/login?error");
		assertThat(browser.open("/").statusCode()).isEqualTo(302);
	}

	@Test
	void refusesAFormWithoutToken() {
		String fields = "username=demo&password=" + Http.PASSWORD;
		assertIsProblem(Http.send("POST", port(), "/login", fields, FORM));
		Http browser = new Http(port());
		assertIsExpired(browser.submit("/login", fields));
		assertThat(browser.open("/").statusCode()).as("not logged in").isEqualTo(302);
		browser.logIn("demo", Http.PASSWORD);
		String[] program = { "Cookie", browser.cookie("SESSION"), FORM[0], FORM[1] };
		assertIsProblem(Http.send("POST", port(), "/logout", "x=", program));
		assertThat(location(browser.submit("/logout", "x="))).isEqualTo("/");
		assertThat(browser.open("/").statusCode()).as("still logged in").isEqualTo(200);
	}

	@Test
	void aFormOfAnotherTabThatALoginHasMadeInvalidLeadsToThePageOfThatLogin() {
		Http browser = new Http(port());
		String old = "&_csrf=" + browser.token("/login");
		browser.logIn("demo", Http.PASSWORD);
		String session = browser.cookie("SESSION");
		String fields = "username=demo&feed=prices&password=" + Http.PASSWORD + old;
		assertThat(location(browser.submit("/login", fields))).isEqualTo("/feeds/prices/");
		assertThat(location(browser.submit("/logout", "x=" + old))).isEqualTo("/");
		assertThat(browser.cookie("SESSION")).isEqualTo(session);
		assertThat(browser.open("/").statusCode()).as("still logged in").isEqualTo(200);
	}

	@Test
	void aFormOfAnotherTabThatALogoutHasMadeInvalidIsAnsweredWithAFormThatWorks() {
		Http browser = new Http(port());
		browser.logIn("demo", Http.PASSWORD);
		String old = "x=&_csrf=" + browser.token("/");
		browser.submit("/", "/logout", "x=");
		HttpResponse<String> answer = browser.submit("/logout", old);
		assertIsExpired(answer);
		Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(answer.body());
		assertThat(token.find()).isTrue();
		assertThat(location(
				browser.submit("/login", "username=demo&password=" + Http.PASSWORD + "&_csrf=" + token.group(1))))
			.isEqualTo("/");
	}

	private static void assertIsProblem(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("application/problem+json"));
	}

	private static void assertIsExpired(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("text/html"));
		assertThat(answer.body()).contains("role=\"alert\"", "has expired", "action=\"/login\"");
	}

	@Test
	void givesAProgramNoSession() {
		HttpResponse<String> page = Http.get(port(), "/", "Authorization", Http.basic("demo"));
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.headers().allValues("Set-Cookie")).noneMatch((cookie) -> cookie.startsWith("SESSION"));
	}

	@Test
	void createsNoSessionForTheLoginPage() {
		HttpResponse<String> page = Http.get(port(), "/login");
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.headers().allValues("Set-Cookie")).noneMatch((cookie) -> cookie.startsWith("SESSION"));
	}

	private int state(String session) {
		return Http.get(port(), "/api/initial_state", "Cookie", session).statusCode();
	}

	private static String location(HttpResponse<String> response) {
		return response.headers().firstValue("Location").orElseThrow().replaceFirst("^http://localhost:\\d+", "");
	}

}
