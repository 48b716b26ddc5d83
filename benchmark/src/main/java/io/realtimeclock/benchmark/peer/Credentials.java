package io.realtimeclock.benchmark.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The credentials that clients send with the handshake. */
@FunctionalInterface
public interface Credentials {

	/** For servers without authentication. */
	Credentials NONE = shared("");

	/** Return header lines, with their line ends, that clients use in turn. */
	List<String> headers(int clients);

	/** Send the same header lines for all clients. */
	static Credentials shared(String headers) {
		return (clients) -> Collections.nCopies(clients, headers);
	}

	/** Send a user name and a password with each handshake. */
	static Credentials basic(String user, String password) {
		String token = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
		return shared("Authorization: Basic " + token + "\r\n");
	}

	/**
	 * Log in with the gateway's form.
	 * @param redisPort the port of the gateway's Redis, 0 if unknown
	 */
	static Credentials sessions(int port, int redisPort, String user, String password) {
		return new Sessions(port, redisPort, user, password);
	}

	/**
	 * Session cookies of a gateway. If its Redis is known, each client has a session of
	 * its own. Otherwise the clients share a few sessions, since password hashing makes a
	 * login slow.
	 *
	 * @param redisPort the port of the gateway's Redis, 0 if unknown
	 */
	record Sessions(int port, int redisPort, String user, String password) implements Credentials {

		private static final int SHARED_SESSIONS = 50;

		private static final String SESSION_KEY = "spring:session:json:sessions:";

		private static final Pattern CSRF_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

		private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

		@Override
		public List<String> headers(int clients) {
			try {
				HttpRequest login = login();
				List<String> cookies = new ArrayList<>();
				if (this.redisPort > 0) {
					cookies.addAll(copies(cookie(login), clients));
				}
				else {
					for (int i = 0; i < Math.min(clients, SHARED_SESSIONS); i++) {
						cookies.add(cookie(login));
					}
				}
				return cookies.stream().map((cookie) -> "Cookie: " + cookie + "\r\n").toList();
			}
			catch (IOException ex) {
				throw new IllegalStateException("Failed to log in on port " + this.port, ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}

		/**
		 * Fetch the form. Its CSRF token belongs to a cookie and can be used repeatedly.
		 */
		private HttpRequest login() throws IOException, InterruptedException {
			URI uri = URI.create("http://127.0.0.1:" + this.port + "/login");
			HttpResponse<String> page = HTTP.send(HttpRequest.newBuilder(uri).build(),
					HttpResponse.BodyHandlers.ofString());
			Matcher token = CSRF_TOKEN.matcher(page.body());
			if (!token.find()) {
				throw new IOException("The login page has no CSRF token");
			}
			String form = "username=" + encode(this.user) + "&password=" + encode(this.password) + "&_csrf="
					+ encode(token.group(1));
			return HttpRequest.newBuilder(uri)
				.timeout(Duration.ofSeconds(60))
				.header("Content-Type", "application/x-www-form-urlencoded")
				.header("Cookie", cookie(page, "XSRF-TOKEN"))
				.POST(HttpRequest.BodyPublishers.ofString(form))
				.build();
		}

		private static String encode(String text) {
			return URLEncoder.encode(text, StandardCharsets.UTF_8);
		}

		private static String cookie(HttpRequest login) throws IOException, InterruptedException {
			return cookie(HTTP.send(login, HttpResponse.BodyHandlers.discarding()), "SESSION");
		}

		private static String cookie(HttpResponse<?> response, String name) {
			return response.headers()
				.allValues("Set-Cookie")
				.stream()
				.filter((cookie) -> cookie.startsWith(name + "=") && !cookie.startsWith(name + "=;"))
				.map((cookie) -> cookie.substring(0, cookie.indexOf(';')))
				.findFirst()
				.orElseThrow(() -> new IllegalStateException(
						"The login response has status " + response.statusCode() + " and no cookie " + name));
		}

		/** Copy a session in Redis and return the cookies of the copies. */
		private List<String> copies(String cookie, int number) throws IOException {
			int value = cookie.indexOf('=') + 1;
			String session = new String(Base64.getDecoder().decode(cookie.substring(value)), StandardCharsets.US_ASCII);
			List<String> commands = new ArrayList<>();
			List<String> cookies = new ArrayList<>();
			for (int i = 0; i < number; i++) {
				String copy = UUID.randomUUID().toString();
				commands.add("COPY " + SESSION_KEY + session + " " + SESSION_KEY + copy);
				cookies.add(cookie.substring(0, value)
						+ Base64.getEncoder().encodeToString(copy.getBytes(StandardCharsets.US_ASCII)));
			}
			sendToRedis(commands);
			return cookies;
		}

		/** Send all commands before reading the first reply. */
		private void sendToRedis(List<String> commands) throws IOException {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.redisPort);
					BufferedReader replies = new BufferedReader(
							new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
				String pipeline = String.join("\r\n", commands) + "\r\n";
				socket.getOutputStream().write(pipeline.getBytes(StandardCharsets.US_ASCII));
				for (int i = 0; i < commands.size(); i++) {
					String reply = replies.readLine();
					if (!":1".equals(reply)) {
						throw new IOException("Redis failed to copy a session: " + reply);
					}
				}
			}
		}

	}

}
