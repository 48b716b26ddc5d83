package io.realtimeclock.benchmark.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

import io.realtimeclock.benchmark.load.Logins;

/** What clients show at the handshake. */
@FunctionalInterface
public interface Credentials {

	/** For servers that let everybody in. */
	Credentials NONE = (number) -> Collections.nCopies(number, "");

	/** What clients share if sessions can't be copied. */
	int FEW_SESSIONS = 50;

	/** Return header lines for some clients, with their line ends, to be used in turn. */
	List<String> headers(int number);

	/** Show a name and a password at each handshake. */
	static Credentials basic(String user, String password) {
		String token = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
		return (number) -> Collections.nCopies(number, "Authorization: Basic " + token + "\r\n");
	}

	/**
	 * Log in by the form. Without knowing where sessions are kept there are only some,
	 * which the clients share: a login is slow on purpose.
	 * @param redisPort where it keeps its sessions, 0 if that is not known
	 */
	static Credentials sessions(int port, int redisPort, String user, String password) {
		return (number) -> {
			try {
				Logins logins = new Logins(port, user, password);
				return (redisPort > 0) ? logins.logInAndCopy(number, redisPort)
						: logins.logIn(Math.min(number, FEW_SESSIONS));
			}
			catch (IOException ex) {
				throw new IllegalStateException("Nobody can log in on port " + port, ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		};
	}

}
