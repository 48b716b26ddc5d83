package io.realtimeclock.gateway.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A name under which logins can be ended: of a session, of a user, or of a login at an
 * OpenID provider. It is a hash: of one length whatever was named, and no secret.
 *
 * @param text the kind and the hash
 */
public record LoginName(String text) {

	private static final int BYTES = 16;

	/** Name one session. */
	public static LoginName session(String id) {
		return of("session", id);
	}

	/** Name all logins of a user. */
	public static LoginName user(String name) {
		return of("user", name);
	}

	/** Name what an OpenID provider calls a login or a person. */
	public static LoginName provider(String name) {
		return of("provider", name);
	}

	private static LoginName of(String kind, String name) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
			return new LoginName(
					kind + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-256", ex);
		}
	}

}
