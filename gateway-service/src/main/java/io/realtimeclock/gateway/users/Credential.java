package io.realtimeclock.gateway.users;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A user's password, made ready at the start or when the file of users has changed. No
 * hash is computed at a handshake: it would hold a thread of the server, and its duration
 * would tell which users exist.
 *
 * @param written the password or its hash as configured
 * @param hash the hash with which a presented password is compared
 * @param fingerprint the fingerprint that a session stores
 * @param roles the user's roles in the file of users
 */
record Credential(String written, String hash, String fingerprint, Set<String> roles) {

	static Credential of(String user, String written) {
		String hash = PasswordHashes.isMarked(written) ? written
				: String.valueOf(PasswordHashes.ENCODER.encode(written));
		return new Credential(written, hash, Fingerprint.of(user, written), Set.of());
	}

	Credential withRoles(Set<String> others) {
		return new Credential(this.written, this.hash, this.fingerprint, others);
	}

	/**
	 * Return what a login depends on: the fingerprint, and the roles. It ends once the
	 * user lacks one of them.
	 */
	Set<String> dependsOn() {
		Set<String> all = new HashSet<>(this.roles);
		all.add(this.fingerprint);
		return all;
	}

	@Override
	public String toString() {
		return "Credential";
	}

	/**
	 * What a session in Redis remembers of the password that it was made with, so that it
	 * ends once the user has another one. It is computed from the configured text, not
	 * from the hash that a plain password gets at the start: that hash has a random salt,
	 * and the fingerprint must be the same on all replicas and after a restart.
	 * <p>
	 * A slow, salted hash needs no more than an HMAC: an attacker who can read Redis
	 * would have to guess the salt as well. A plain password, and a fast hash of one, is
	 * stretched with PBKDF2 (RFC 8018), or it could be guessed from Redis at the speed of
	 * SHA-256.
	 */
	static final class Fingerprint {

		private static final int ROUNDS = 100_000;

		private static final int BITS = 128;

		private Fingerprint() {
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

}
