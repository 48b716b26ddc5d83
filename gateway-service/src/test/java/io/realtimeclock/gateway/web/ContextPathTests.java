package io.realtimeclock.gateway.web;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.OtherGateway;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A gateway that is not at the root of its host: with a context path, and behind a proxy
 * that removes a prefix.
 */
class ContextPathTests {

	private static final Pattern LINK = Pattern.compile("(?:href|src|action)=\"([^\"]+)\"");

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private static final String[] PREFIX = { "X-Forwarded-Prefix", "/clock" };

	@Test
	void withAContextPathAllLinksFormsAndRedirectsLeadToIt() {
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=clock", "server.servlet.context-path=/clock")) {
			int port = gateway.port();
			assertThat(Http.get(port, "/clock/livez").statusCode()).isEqualTo(200);
			assertThat(location(Http.get(port, "/clock/", "Accept", "text/html"))).endsWith("/clock/login");
			HttpResponse<String> login = Http.get(port, "/clock/login");
			assertLinks(login.body(), port, "");
			HttpResponse<String> wrong = submit(port, "/clock/login", login, "SESSION=",
					"username=demo&password=wrong");
			assertThat(location(wrong)).endsWith("/clock/login?error");
			HttpResponse<String> in = submit(port, "/clock/login", login, "SESSION=",
					"username=demo&password=" + Http.PASSWORD);
			assertThat(location(in)).endsWith("/clock/");
			String session = cookie(in, "SESSION");
			assertThat(in.headers().allValues("Set-Cookie"))
				.anyMatch((cookie) -> cookie.startsWith("SESSION=") && cookie.contains("Path=/;"));
			HttpResponse<String> clock = Http.get(port, "/clock/", "Cookie", session);
			assertLinks(clock.body(), port, "");
			assertLinks(Http.get(port, "/clock/sessions", "Cookie", session).body(), port, "");
			assertThat(Http.get(port, "/clock/api/initial_state").statusCode()).isEqualTo(401);
			try (WebSocketClient client = WebSocketClient.shakeHandsAt(port, "/clock/time/tic/",
					"Cookie: " + session)) {
				assertThat(client.answer()).startsWith("HTTP/1.1 101 ");
			}
			try (WebSocketClient stranger = WebSocketClient.shakeHandsAt(port, "/clock/time/tic/")) {
				assertThat(stranger.answer()).startsWith("HTTP/1.1 401 ");
			}
			HttpResponse<String> out = submit(port, "/clock/logout", clock, session, "");
			assertThat(location(out)).endsWith("/clock/login?logout");
		}
	}

	@Test
	void behindAProxyThatRemovesAPrefixAllLinksFormsAndRedirectsHaveIt() {
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=prefixed",
				"gateway.trusted-proxies=127.0.0.0/8", "gateway.failed-logins=1")) {
			int port = gateway.port();
			assertThat(location(Http.get(port, "/", PREFIX))).endsWith("/clock/login");
			HttpResponse<String> login = Http.get(port, "/login", PREFIX);
			assertThat(login.body()).contains("action=\"/clock/login\"");
			assertLinks(login.body(), port, "/clock");
			HttpResponse<String> in = submit(port, "/login", login, "SESSION=",
					"username=demo&password=" + Http.PASSWORD, PREFIX);
			assertThat(location(in)).endsWith("/clock/");
			for (int i = 0; i < 2; i++) {
				in = submit(port, "/login", login, "SESSION=", "username=ann&password=wrong", PREFIX);
			}
			assertThat(in.statusCode()).as("the page is shown within the answer").isEqualTo(429);
			assertThat(in.body()).contains("action=\"/clock/login\"");
			assertThat(location(Http.get(port, "/", "X-Forwarded-Prefix", "//evil.example.org")))
				.as("no prefix that leads elsewhere")
				.endsWith("/login")
				.doesNotContain("evil");
		}
	}

	@Test
	void aPrefixOfAStrangerIsIgnored() {
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=unprefixed")) {
			assertThat(location(Http.get(gateway.port(), "/", PREFIX))).doesNotContain("clock");
		}
	}

	private static void assertLinks(String page, int port, String removed) {
		Matcher links = LINK.matcher(page);
		assertThat(links.results().map((link) -> link.group(1)).toList()).isNotEmpty().allSatisfy((link) -> {
			assertThat(link).startsWith("/clock/");
			assertThat(Http.get(port, link.substring(removed.length())).statusCode()).as(link).isIn(200, 302, 401);
		});
	}

	private static HttpResponse<String> submit(int port, String path, HttpResponse<String> page, String session,
			String fields, String... headers) {
		Matcher token = TOKEN.matcher(page.body());
		assertThat(token.find()).isTrue();
		List<String> all = new ArrayList<>(List.of(headers));
		all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html", "Cookie",
				cookie(page, "XSRF-TOKEN") + "; " + session));
		return Http.send("POST", port, path, fields + "&_csrf=" + token.group(1), all.toArray(String[]::new));
	}

	private static String cookie(HttpResponse<String> answer, String name) {
		return answer.headers()
			.allValues("Set-Cookie")
			.stream()
			.filter((cookie) -> cookie.startsWith(name + "="))
			.map((cookie) -> cookie.substring(0, cookie.indexOf(';')))
			.findFirst()
			.orElse(name + "=");
	}

	private static String location(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(302);
		return answer.headers().firstValue("Location").orElseThrow();
	}

}
