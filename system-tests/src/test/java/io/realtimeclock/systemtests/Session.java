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
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A login by the form, as a browser does it, and the cookies that come of it.
 */
public final class Session {

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	// Cookies belong to a host, whatever the port
	private final HttpClient http = HttpClient.newBuilder()
		.cookieHandler(new CookieManager())
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	public static Session logIn(ServiceProcess gateway) throws IOException, InterruptedException {
		return logIn(gateway::uri);
	}

	/**
	 * Log in.
	 * @param server where a path is found
	 */
	public static Session logIn(Function<String, URI> server) throws IOException, InterruptedException {
		Session session = new Session();
		HttpResponse<String> answer = session.submit(server.apply("/login"), server.apply("/login"),
				"username=%s&password=%s".formatted(ClockSystem.USER, ClockSystem.PASSWORD));
		String next = answer.headers().firstValue("Location").orElse("");
		if (answer.statusCode() != 302 || next.contains("error")) {
			throw new IllegalStateException("Not logged in: " + answer.statusCode() + " " + next);
		}
		return session;
	}

	void logOut(ServiceProcess gateway) throws IOException, InterruptedException {
		HttpResponse<String> answer = submit(gateway.uri("/"), gateway.uri("/logout"), "x=");
		if (answer.statusCode() >= 400) {
			throw new IllegalStateException("Not logged out: " + answer.statusCode());
		}
	}

	/**
	 * Send a form with the token of the page that it stands on.
	 */
	private HttpResponse<String> submit(URI page, URI action, String fields) throws IOException, InterruptedException {
		Matcher token = TOKEN.matcher(get(page).body());
		if (!token.find()) {
			throw new IllegalStateException("There is no CSRF token on " + page);
		}
		String form = fields + "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
		return send(HttpRequest.newBuilder(action)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form)));
	}

	public HttpResponse<String> get(ServiceProcess gateway, String path) throws IOException, InterruptedException {
		return get(gateway.uri(path));
	}

	public HttpResponse<String> get(URI address) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(address));
	}

	RecordingClient connect(ServiceProcess gateway) {
		return connect(gateway.port());
	}

	RecordingClient connect(int port) {
		return RecordingClient.connect(port, this.http.newWebSocketBuilder());
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.http.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
	}

}
