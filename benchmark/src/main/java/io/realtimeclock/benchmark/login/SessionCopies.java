package io.realtimeclock.benchmark.login;

import java.io.IOException;
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
		List<String> commands = new ArrayList<>();
		List<String> cookies = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			String copy = UUID.randomUUID().toString();
			commands.add("COPY " + KEY + session + " " + KEY + copy);
			cookies.add(cookie.substring(0, value)
					+ Base64.getEncoder().encodeToString(copy.getBytes(StandardCharsets.US_ASCII)));
		}
		RedisPipeline.send(commands, redisPort);
		return cookies;
	}

}
