package io.realtimeclock.gateway.revocation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;

/**
 * The login of a request or a socket.
 *
 * @param user the user's name
 * @param sessionId the id of the login session, which is a secret; {@code null} for HTTP
 * Basic and bearer tokens
 * @param names the names under which the login can be ended, that of the session first
 * @param dependsOn the password's fingerprint and the roles that the user must keep, or
 * the login ends; empty without a password
 * @param since when it began, by the clock of Redis
 * @param expiresAt its latest possible end, by the gateway's clock
 */
public record Login(String user, @Nullable String sessionId, List<LoginName> names, Set<String> dependsOn,
		Instant since, Instant expiresAt) {

	/** Create the login of a request that brought its own credentials. */
	public static Login withoutSession(String user, Set<String> dependsOn, Instant since, Instant expiresAt) {
		return new Login(user, null, List.of(LoginName.user(user)), dependsOn, since, expiresAt);
	}

	/**
	 * Return the login of a session, {@code null} if the request came with its own
	 * credentials.
	 */
	public static @Nullable Login of(@Nullable Principal user) {
		return (user instanceof Authentication authentication && authentication.getDetails() instanceof Login login)
				? login : null;
	}

	/**
	 * Return the public name of the session, {@code null} if the request came with its
	 * own credentials.
	 */
	public @Nullable String sessionName() {
		return (this.sessionId != null) ? this.names.get(0).text() : null;
	}

	/**
	 * Return whether this login has ended, if the logins with one of its names have ended
	 * at an instant. A session's id is never used again, so its end counts whenever it
	 * was: the clock of Redis may have been put back since the login.
	 */
	boolean isEndedBy(LoginName name, Instant until) {
		return name.isOfSession() || !this.since.isAfter(until);
	}

	/** Keep the session's id secret: it is the login. */
	@Override
	public String toString() {
		return "Login[since=" + this.since + ", expiresAt=" + this.expiresAt + "]";
	}

	/**
	 * A name under which logins can be ended: of a session, of a user, or of a login at
	 * an OpenID provider. It is a hash: of one length whatever was named, and no secret.
	 */
	public static final class LoginName {

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
				return new LoginName(kind + ":"
						+ Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES)));
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

}
