package io.realtimeclock.gateway.users;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a session in Redis remembers of the password that it was made with, so that it
 * ends once the user has another one. It is computed from the configured text, not from
 * the hash that a plain password gets at the start: that hash has a random salt, and the
 * fingerprint must be the same on all replicas and after a restart.
 * <p>
 * A slow, salted hash needs no more than an HMAC: an attacker who can read Redis would
 * have to guess the salt as well. A plain password, and a fast hash of one, is stretched
 * with PBKDF2 (RFC 8018), or it could be guessed from Redis at the speed of SHA-256.
 */
final class CredentialFingerprint {

	private static final int ROUNDS = 100_000;

	private static final int BITS = 128;

	private CredentialFingerprint() {
	}

	/**
	 * Return the fingerprint.
	 * @param written the password, or its hash, as configured
	 */
	static String of(String user, String written) {
		byte[] salt = ("realtime-clock:" + user).getBytes(StandardCharsets.UTF_8);
		try {
			byte[] fingerprint = PasswordHashes.isSlow(written) ? authenticated(salt, written)
					: stretched(salt, written);
			return HexFormat.of().formatHex(fingerprint);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java runtime has HMAC and PBKDF2 with SHA-256", ex);
		}
	}

	private static byte[] authenticated(byte[] key, String written) throws GeneralSecurityException {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(key, "HmacSHA256"));
		return mac.doFinal(written.getBytes(StandardCharsets.UTF_8));
	}

	private static byte[] stretched(byte[] salt, String written) throws GeneralSecurityException {
		SecretKeyFactory factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
		return factory.generateSecret(new PBEKeySpec(written.toCharArray(), salt, ROUNDS, BITS)).getEncoded();
	}

}
