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
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Logs in by the form, as often as there are clients: each gets a session of its own.
 */
public final class Logins {

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private static final int AT_ONCE = 16;

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(10))
		.build();

	private final HttpRequest login;

	/**
	 * Fetch the form. Its token is bound to a cookie, not to a session, so one does for
	 * all.
	 * @param port the gateway's port
	 * @param user the user's name
	 * @param password the user's password
	 * @throws IOException if there is no form
	 * @throws InterruptedException if interrupted
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

	/**
	 * Log in.
	 * @param number how often
	 * @return the header line of each session, with its line end
	 */
	public List<String> logIn(int number) {
		List<String> headers = new ArrayList<>();
		while (headers.size() < number) {
			List<CompletableFuture<String>> batch = IntStream.range(0, Math.min(AT_ONCE, number - headers.size()))
				.mapToObj((index) -> header())
				.toList();
			batch.forEach((header) -> headers.add(header.join()));
		}
		return headers;
	}

	private CompletableFuture<String> header() {
		return this.http.sendAsync(this.login, HttpResponse.BodyHandlers.discarding())
			.thenApply((answer) -> "Cookie: " + cookie(answer, "SESSION") + "\r\n");
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
