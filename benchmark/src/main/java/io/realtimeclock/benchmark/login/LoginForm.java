package io.realtimeclock.benchmark.login;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The gateway's form, filled in as a browser does it. */
final class LoginForm {

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

	private final HttpRequest submission;

	/**
	 * Fetch the form. Its token is bound to a cookie, not to a session, so one does for
	 * all.
	 * @throws IOException if there is no form
	 */
	LoginForm(int port, String user, String password) throws IOException, InterruptedException {
		URI uri = URI.create("http://127.0.0.1:" + port + "/login");
		HttpResponse<String> page = this.http.send(HttpRequest.newBuilder(uri).build(),
				HttpResponse.BodyHandlers.ofString());
		Matcher token = TOKEN.matcher(page.body());
		if (!token.find()) {
			throw new IOException("The login page has no CSRF token");
		}
		String form = "username=" + encode(user) + "&password=" + encode(password) + "&_csrf=" + encode(token.group(1));
		this.submission = HttpRequest.newBuilder(uri)
			.timeout(Duration.ofSeconds(60))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.header("Cookie", cookie(page, "XSRF-TOKEN"))
			.POST(HttpRequest.BodyPublishers.ofString(form))
			.build();
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	/** Log in and return the session's cookie. */
	String submit() throws IOException, InterruptedException {
		return cookie(this.http.send(this.submission, HttpResponse.BodyHandlers.discarding()), "SESSION");
	}

	private static String cookie(HttpResponse<?> answer, String name) {
		return answer.headers()
			.allValues("Set-Cookie")
			.stream()
			.filter((cookie) -> cookie.startsWith(name + "=") && !cookie.startsWith(name + "=;"))
			.map((cookie) -> cookie.substring(0, cookie.indexOf(';')))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(
					"The login is answered with " + answer.statusCode() + " and no cookie " + name));
	}

}
