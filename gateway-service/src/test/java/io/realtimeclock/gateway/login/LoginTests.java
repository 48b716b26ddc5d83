package io.realtimeclock.gateway.login;

import java.net.http.HttpResponse;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.RunningGateway;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoginTests extends RunningGateway {

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
		Http browser = new Http(port());
		HttpResponse<String> login = browser.submit("/login", "username=demo&password=" + Http.PASSWORD);
		assertThat(login.statusCode()).isEqualTo(403);
		assertThat(login.headers().firstValue("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("application/problem+json"));
		browser.logIn("demo", Http.PASSWORD);
		assertThat(browser.submit("/logout", "x=").statusCode()).isEqualTo(403);
		assertThat(browser.open("/").statusCode()).as("still logged in").isEqualTo(200);
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
