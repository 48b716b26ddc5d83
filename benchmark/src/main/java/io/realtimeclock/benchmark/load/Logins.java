package io.realtimeclock.benchmark.load;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Logs in by the form, as a browser does it. */
public final class Logins {

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

	private final HttpRequest login;

	/**
	 * Fetch the form. Its token is bound to a cookie, not to a session, so one does for
	 * all.
	 * @throws IOException if there is no form
	 */
	public Logins(int port, String user, String password) throws IOException, InterruptedException {
		URI uri = URI.create("http://127.0.0.1:" + port + "/login");
		HttpResponse<String> page = this.http.send(HttpRequest.newBuilder(uri).build(),
				HttpResponse.BodyHandlers.ofString());
		Matcher token = TOKEN.matcher(page.body());
		if (!token.find()) {
			throw new IOException("The login page has no CSRF token");
		}
		String form = "username=" + encode(user) + "&password=" + encode(password) + "&_csrf=" + encode(token.group(1));
		this.login = HttpRequest.newBuilder(uri)
			.timeout(Duration.ofSeconds(60))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.header("Cookie", cookie(page, "XSRF-TOKEN"))
			.POST(HttpRequest.BodyPublishers.ofString(form))
			.build();
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	/** Log in once for each session, and return the header line of each. */
	public List<String> logIn(int number) throws IOException, InterruptedException {
		List<String> headers = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			headers.add(header(session()));
		}
		return headers;
	}

	/** Log in once, copy the session, and return the header line of each copy. */
	public List<String> logInAndCopy(int number, int redisPort) throws IOException, InterruptedException {
		return SessionCopies.of(session(), number, redisPort).stream().map(Logins::header).toList();
	}

	private String session() throws IOException, InterruptedException {
		return cookie(this.http.send(this.login, HttpResponse.BodyHandlers.discarding()), "SESSION");
	}

	private static String header(String cookie) {
		return "Cookie: " + cookie + "\r\n";
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
