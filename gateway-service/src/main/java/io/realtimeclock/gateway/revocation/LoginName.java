package io.realtimeclock.gateway.revocation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * A name under which logins can be ended: of a session, of a user, or of a login at an
 * OpenID provider. It is a hash: of one length whatever was named, and no secret.
 */
public final class LoginName {

	private static final String KEY = "gateway:ended:";

	private static final String SESSION = "session";

	private static final int BYTES = 16;

	private final String text;

	/**
	 * Create a name.
	 * @param text the kind and the hash
	 */
	LoginName(String text) {
		this.text = text;
	}

	/** Name one session. */
	public static LoginName session(String id) {
		return of(SESSION, id);
	}

	/** Name all logins of a user. */
	public static LoginName user(String name) {
		return of("user", name);
	}

	/** Name a login or a user at an OpenID provider. */
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

	/** Return whether this names one session. */
	boolean isOfSession() {
		return this.text.startsWith(SESSION + ":");
	}

	/** Return the kind and the hash. */
	public String text() {
		return this.text;
	}

	/** Return the key in Redis that tells when logins with this name were ended. */
	String key() {
		return KEY + this.text;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof LoginName name && this.text.equals(name.text);
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	@Override
	public String toString() {
		return this.text;
	}

}
