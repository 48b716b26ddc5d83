package io.realtimeclock.benchmark.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

import io.realtimeclock.benchmark.load.Logins;
import io.realtimeclock.benchmark.measure.Progress;

/**
 * What clients show at the handshake.
 */
@FunctionalInterface
public interface Credentials {

	/** For servers that let everybody in. */
	Credentials NONE = (number) -> Collections.nCopies(number, "");

	/**
	 * Return header lines.
	 * @param number for how many clients
	 * @return the header lines of each client, with their line ends
	 */
	List<String> headers(int number);

	/**
	 * Show a name and a password at each handshake.
	 * @param user the user's name
	 * @param password the user's password
	 * @return the credentials
	 */
	static Credentials basic(String user, String password) {
		String token = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
		return (number) -> Collections.nCopies(number, "Authorization: Basic " + token + "\r\n");
	}

	/**
	 * Log in by the form once for each client. Sessions are kept for later runs.
	 * @param port the gateway's port
	 * @param user the user's name
	 * @param password the user's password
	 * @return the credentials
	 */
	static Credentials sessions(int port, String user, String password) {
		List<String> sessions = new ArrayList<>();
		return (number) -> {
			if (sessions.size() < number) {
				Progress.say("logging in " + (number - sessions.size()) + " times");
				sessions.addAll(logIn(number - sessions.size(), port, user, password));
			}
			return sessions.subList(0, number);
		};
	}

	private static List<String> logIn(int number, int port, String user, String password) {
		try {
			return new Logins(port, user, password).logIn(number);
		}
		catch (IOException ex) {
			throw new IllegalStateException("Nobody can log in on port " + port, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
