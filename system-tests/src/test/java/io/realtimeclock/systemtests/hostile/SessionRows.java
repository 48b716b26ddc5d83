package io.realtimeclock.systemtests.hostile;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;

import io.realtimeclock.systemtests.Session;
import io.realtimeclock.testsupport.RawSocket;

/**
 * Sessions of other users, or of none.
 */
final class SessionRows {

	private SessionRows() {
	}

	static List<Row> rows() {
		return List.of(
				new Row("a session that was made up", (gateway) -> handshake(gateway, "SESSION=bm9uZQ=="), "401"),
				new Row("a session's id that is not Base64", (gateway) -> handshake(gateway, "SESSION=%00%0d%0a"),
						"401|400"),
				new Row("an empty session", (gateway) -> handshake(gateway, "SESSION="), "401"),
				new Row("a pattern for a session", (gateway) -> handshake(gateway, "SESSION=Kg=="), "401"),
				new Row("ten sessions that were made up",
						(gateway) -> handshake(gateway, "SESSION=bm9uZQ==; ".repeat(10)), "401"),
				new Row("a session after its logout", SessionRows::replayed, "401"),
				new Row("a session from before the login", SessionRows::fixed, "401"),
				new Row("a login without the form's token", SessionRows::loginWithoutToken, "403"),
				new Row("a logout without the form's token", SessionRows::logOutWithoutToken, "403"),
				new Row("a token of somebody else", SessionRows::foreignToken, "403"),
				new Row("a login that leads elsewhere", SessionRows::redirected, "here"),
				new Row("a Host that leads elsewhere", SessionRows::foreignHost, "here"),
				new Row("Basic without a colon", (gateway) -> basic(gateway, "ZGVtbw=="), "401"),
				new Row("Basic of 6 KB", (gateway) -> basic(gateway, "QUJD".repeat(1500)), "401"),
				new Row("Basic that is no text", (gateway) -> basic(gateway, "/////w=="), "401"),
				new Row("a bearer token, which nobody has signed",
						(gateway) -> gateway
							.answer(Request.handshake().set("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30.")),
						"401"),
				new Row("a token as a sub-protocol",
						(gateway) -> gateway.answer(Request.handshake()
							.without("Authorization")
							.add("Sec-WebSocket-Protocol: bearer, eyJhbGciOiJub25lIn0.e30.")),
						"401"));
	}

	private static String handshake(Victim gateway, String cookies) throws IOException {
		return gateway.answer(Request.handshake().without("Authorization").add("Cookie: " + cookies));
	}

	private static String basic(Victim gateway, String credentials) throws IOException {
		return gateway.answer(Request.handshake().set("Authorization", "Basic " + credentials));
	}

	private static String replayed(Victim gateway) throws Exception {
		Session session = Session.logIn(gateway.gateway());
		String cookie = session.cookie("SESSION");
		if (!handshake(gateway, cookie).equals("101")) {
			return "not logged in";
		}
		session.logOut(gateway.gateway());
		return handshake(gateway, cookie);
	}

	/**
	 * Plant a session in a user's browser, and use it once the user has logged in.
	 */
	private static String fixed(Victim gateway) throws Exception {
		Session session = new Session();
		String planted = "SESSION=bm9uZQ==";
		session.plant(gateway.gateway(), planted);
		session.logInTo(gateway.gateway()::uri);
		return handshake(gateway, planted);
	}

	private static String loginWithoutToken(Victim gateway) throws IOException {
		return gateway.answer(form("/login", "username=demo&password=demo-password"));
	}

	private static String logOutWithoutToken(Victim gateway) throws Exception {
		String cookie = Session.logIn(gateway.gateway()).cookie("SESSION");
		String answer = gateway.answer(form("/logout", "x=").add("Cookie: " + cookie));
		return handshake(gateway, cookie).equals("101") ? answer : "logged out";
	}

	private static String foreignToken(Victim gateway) throws Exception {
		Session mine = new Session();
		mine.get(gateway.gateway(), "/login");
		return gateway.answer(form("/login", "username=demo&password=demo-password&_csrf=abc")
			.add("Cookie: " + mine.cookie("XSRF-TOKEN")));
	}

	private static Request form(String path, String fields) {
		return Request.of("POST " + path + " HTTP/1.1")
			.add("Content-Type: application/x-www-form-urlencoded")
			.add("Content-Length: " + fields.length())
			.add("Connection: close\r\n\r\n" + fields);
	}

	private static String redirected(Victim gateway) throws Exception {
		HttpResponse<String> answer = new Session().logInTo(
				(path) -> gateway.gateway().uri(path + "?continue=https://evil.example.org&next=//evil.example.org"));
		return leadsHere(answer.headers().firstValue("Location").orElse("nowhere"));
	}

	private static String foreignHost(Victim gateway) throws IOException {
		try (RawSocket socket = new RawSocket(gateway.port())) {
			String head = socket.send(Request.of("GET / HTTP/1.1").add("X-Forwarded-Host: evil.example.org").toString())
				.head();
			return leadsHere(head.replaceFirst("(?s).*\r\nLocation: (\\S+)\r\n.*", "$1"));
		}
	}

	private static String leadsHere(String location) {
		String host = URI.create(location).getHost();
		return (host == null || host.equals("localhost") || host.equals("clock.example.org")) ? "here" : location;
	}

}
