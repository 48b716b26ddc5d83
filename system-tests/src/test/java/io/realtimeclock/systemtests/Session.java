package io.realtimeclock.systemtests;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A login with the form, as a browser does it, and its cookies.
 */
public final class Session {

	// Of other pages, too
	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");

	private static final int MOST_REDIRECTS = 10;

	// Cookies belong to a host, not to a port
	private final CookieManager cookies = new CookieManager();

	private final HttpClient http = HttpClient.newBuilder()
		.cookieHandler(this.cookies)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	public static Session logIn(ServiceProcess gateway) throws IOException, InterruptedException {
		return logIn(gateway::uri);
	}

	/**
	 * Log in.
	 * @param server resolves a path
	 */
	public static Session logIn(Function<String, URI> server) throws IOException, InterruptedException {
		Session session = new Session();
		HttpResponse<String> answer = session.logInTo(server);
		String next = answer.headers().firstValue("Location").orElse("");
		if (answer.statusCode() != 302 || next.contains("error")) {
			throw new IllegalStateException("Not logged in: " + answer.statusCode() + " " + next);
		}
		return session;
	}

	/**
	 * Send the login form, with any result.
	 */
	public HttpResponse<String> logInTo(Function<String, URI> server) throws IOException, InterruptedException {
		return submit(server.apply("/login"), server.apply("/login"),
				"username=%s&password=%s".formatted(ClockSystem.USER, ClockSystem.PASSWORD));
	}

	/**
	 * Return a cookie as sent.
	 */
	public String cookie(String name) {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals(name))
			.map((cookie) -> name + "=" + cookie.getValue())
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Add a cookie that does not come from the gateway.
	 * @param cookie as {@code name=value}
	 */
	public void plant(ServiceProcess gateway, String cookie) throws IOException {
		this.cookies.put(gateway.uri("/"), Map.of("Set-Cookie", List.of(cookie + "; Path=/")));
	}

	public void logOut(ServiceProcess gateway) throws IOException, InterruptedException {
		HttpResponse<String> answer = submit(gateway.uri("/"), gateway.uri("/logout"), "x=");
		if (answer.statusCode() >= 400) {
			throw new IllegalStateException("Not logged out: " + answer.statusCode());
		}
	}

	/**
	 * Send a form with the CSRF token of its page.
	 */
	public HttpResponse<String> submit(ServiceProcess gateway, String page, String action, String fields)
			throws IOException, InterruptedException {
		return submit(gateway.uri(page), gateway.uri(action), fields);
	}

	private HttpResponse<String> submit(URI page, URI action, String fields) throws IOException, InterruptedException {
		return submit(get(page), action, fields);
	}

	private HttpResponse<String> submit(HttpResponse<String> page, URI action, String fields)
			throws IOException, InterruptedException {
		Matcher token = TOKEN.matcher(page.body());
		if (!token.find()) {
			throw new IllegalStateException("There is no CSRF token on " + page.uri());
		}
		String form = fields + "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
		return send(HttpRequest.newBuilder(action)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form)));
	}

	/**
	 * Open a page and follow redirects.
	 */
	public HttpResponse<String> follow(URI address) throws IOException, InterruptedException {
		return follow(get(address));
	}

	/**
	 * Send a form and follow redirects.
	 */
	public HttpResponse<String> followForm(HttpResponse<String> page, URI action, String fields)
			throws IOException, InterruptedException {
		return follow(submit(page, action, fields));
	}

	private HttpResponse<String> follow(HttpResponse<String> answer) throws IOException, InterruptedException {
		HttpResponse<String> last = answer;
		for (int i = 0; i < MOST_REDIRECTS && last.statusCode() == 302; i++) {
			last = get(last.uri().resolve(last.headers().firstValue("Location").orElseThrow()));
		}
		return last;
	}

	public HttpResponse<String> get(ServiceProcess gateway, String path) throws IOException, InterruptedException {
		return get(gateway.uri(path));
	}

	public HttpResponse<String> get(URI address) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(address));
	}

	public RecordingClient connect(ServiceProcess gateway) {
		return connect(gateway.port());
	}

	RecordingClient connect(int port) {
		return RecordingClient.connect(port, this.http.newWebSocketBuilder());
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.http.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
	}

}
