package io.realtimeclock.benchmark.login;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/** What clients show at the handshake. */
@FunctionalInterface
public interface Credentials {

	/** For servers that let everybody in. */
	Credentials NONE = shared("");

	/** Return header lines for some clients, with their line ends, to be used in turn. */
	List<String> headers(int number);

	/** Show the same header lines at each handshake. */
	static Credentials shared(String headers) {
		return (number) -> Collections.nCopies(number, headers);
	}

	/** Show a name and a password at each handshake. */
	static Credentials basic(String user, String password) {
		String token = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
		return shared("Authorization: Basic " + token + "\r\n");
	}

	/**
	 * Log in by the form.
	 * @param redisPort where the gateway keeps its sessions, 0 if that is not known
	 */
	static Credentials sessions(int port, int redisPort, String user, String password) {
		return new Sessions(port, redisPort, user, password);
	}

}
