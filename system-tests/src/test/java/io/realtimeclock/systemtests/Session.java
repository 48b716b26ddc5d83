package io.realtimeclock.systemtests;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
		Session session = new Session();
		Matcher token = TOKEN.matcher(session.get(gateway, "/login").body());
		if (!token.find()) {
			throw new IllegalStateException("The login page has no CSRF token");
		}
		String form = "username=%s&password=%s&_csrf=%s".formatted(ClockSystem.USER, ClockSystem.PASSWORD,
				URLEncoder.encode(token.group(1), StandardCharsets.UTF_8));
		HttpResponse<String> answer = session.send(HttpRequest.newBuilder(gateway.uri("/login"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form)));
		String next = answer.headers().firstValue("Location").orElse("");
		if (answer.statusCode() != 302 || next.contains("error")) {
			throw new IllegalStateException("Not logged in: " + answer.statusCode() + " " + next);
		}
		return session;
	}

	public HttpResponse<String> get(ServiceProcess gateway, String path) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(gateway.uri(path)));
	}

	RecordingClient connect(ServiceProcess gateway) {
		return RecordingClient.connect(gateway, this.http.newWebSocketBuilder());
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.http.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
	}

}
