package io.realtimeclock.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests as a program or, with cookies, a browser makes them.
 */
public final class Http {

	public static final String PASSWORD = "tick-tock";

	private static final HttpClient program = HttpClient.newHttpClient();

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);

	private final HttpClient browser = HttpClient.newBuilder().cookieHandler(this.cookies).build();

	private final int port;

	public Http(int port) {
		this.port = port;
	}

	public static String basic(String user) {
		return "Basic "
				+ Base64.getEncoder().encodeToString((user + ":" + PASSWORD).getBytes(StandardCharsets.US_ASCII));
	}

	public static HttpResponse<String> get(int port, String path, String... headers) {
		return send(program, "GET", port, path, "", headers);
	}

	public static HttpResponse<String> send(String method, int port, String path, String body, String... headers) {
		return send(program, method, port, path, body, headers);
	}

	public HttpResponse<String> open(String path) {
		return send(this.browser, "GET", this.port, path, "");
	}

	/**
	 * Send a form with the token of the page that it stands on.
	 */
	public HttpResponse<String> submit(String page, String path, String fields) {
		return submit(path, fields + "&_csrf=" + token(page));
	}

	/**
	 * Return the token of a page's forms, as a form sends it.
	 */
	public String token(String page) {
		Matcher token = TOKEN.matcher(open(page).body());
		if (!token.find()) {
			throw new AssertionError("No token on " + page);
		}
		return URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
	}

	public HttpResponse<String> submit(String path, String fields) {
		return send(this.browser, "POST", this.port, path, fields, "Content-Type", "application/x-www-form-urlencoded",
				"Accept", "text/html");
	}

	public HttpResponse<String> logIn(String user, String password) {
		return submit("/login", "/login", "username=" + user + "&password=" + password);
	}

	public String cookie(String name) {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals(name))
			.map((cookie) -> name + "=" + cookie.getValue())
			.findFirst()
			.orElseThrow();
	}

	public HttpClient client() {
		return this.browser;
	}

	private static HttpResponse<String> send(HttpClient client, String method, int port, String path, String body,
			String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
			.timeout(Duration.ofSeconds(10))
			.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			return client.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
