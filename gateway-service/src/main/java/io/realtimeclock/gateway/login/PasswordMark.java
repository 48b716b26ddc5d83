package io.realtimeclock.gateway.login;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What a session keeps of the password that it was made with, to tell it from another:
 * the same on every replica, and slow to guess from (PBKDF2, RFC 8018).
 */
final class PasswordMark {

	private static final int ROUNDS = 100_000;

	private static final int BITS = 128;

	private PasswordMark() {
	}

	/**
	 * Return the mark.
	 * @param user whose password it is
	 * @param written the password, or its hash, as it is written down
	 */
	static String of(String user, String written) {
		byte[] salt = ("realtime-clock:" + user).getBytes(StandardCharsets.UTF_8);
		try {
			SecretKeyFactory factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
			PBEKeySpec password = new PBEKeySpec(written.toCharArray(), salt, ROUNDS, BITS);
			return HexFormat.of().formatHex(factory.generateSecret(password).getEncoded());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Each JDK has this", ex);
		}
	}

}
