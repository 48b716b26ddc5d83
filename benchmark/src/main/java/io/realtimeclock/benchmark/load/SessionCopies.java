package io.realtimeclock.benchmark.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Makes many sessions of one, in Redis: a login is slow on purpose, as passwords are
 * hashed, and it is not what is measured.
 */
final class SessionCopies {

	private static final String KEY = "spring:session:sessions:";

	private SessionCopies() {
	}

	/** Copy the session of a cookie, and return the cookie of each copy. */
	static List<String> of(String cookie, int number, int redisPort) throws IOException {
		int value = cookie.indexOf('=') + 1;
		String session = new String(Base64.getDecoder().decode(cookie.substring(value)), StandardCharsets.US_ASCII);
		List<String> cookies = new ArrayList<>();
		StringBuilder commands = new StringBuilder();
		for (int i = 0; i < number; i++) {
			String copy = UUID.randomUUID().toString();
			commands.append("COPY ").append(KEY).append(session).append(' ').append(KEY).append(copy).append("\r\n");
			cookies.add(cookie.substring(0, value)
					+ Base64.getEncoder().encodeToString(copy.getBytes(StandardCharsets.US_ASCII)));
		}
		send(commands.toString(), number, redisPort);
		return cookies;
	}

	private static void send(String commands, int number, int redisPort) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redisPort);
				BufferedReader answers = new BufferedReader(
						new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
			socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
			for (int i = 0; i < number; i++) {
				String answer = answers.readLine();
				if (!":1".equals(answer)) {
					throw new IOException("Redis copies no session: " + answer);
				}
			}
		}
	}

}
