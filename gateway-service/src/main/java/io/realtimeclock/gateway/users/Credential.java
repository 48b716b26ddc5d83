package io.realtimeclock.gateway.users;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

import io.realtimeclock.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.util.ClassUtils;

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

	static final int LONGEST_NAME = 200;

	static Credential of(String user, String written) {
		String hash = PasswordHashes.isMarked(written) ? written
				: String.valueOf(PasswordHashes.ENCODER.encode(written));
		return new Credential(written, hash, Fingerprint.of(user, written), Set.of());
	}

	/** Throw unless a user can log in with this name. */
	static void checkName(String name, String property, @Nullable Object value) {
		boolean valid = !name.isBlank() && name.equals(name.strip()) && name.length() <= LONGEST_NAME
				&& name.indexOf(':') < 0 && name.chars().noneMatch(Character::isISOControl);
		InvalidSettingException.unless(valid, property, value, "Use a user name of 1 to " + LONGEST_NAME
				+ " characters, without a colon and without spaces at its ends.");
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

	/**
	 * Distinguishes a hash such as {@code {bcrypt}$2a$10$…} from a plain password, and
	 * checks both by their form: to compute a hash for this would take a tenth of a
	 * second per user.
	 */
	static final class PasswordHashes {

		static final PasswordEncoder ENCODER = PasswordEncoderFactories.createDelegatingPasswordEncoder();

		private static final int BCRYPT_BYTES = 72;

		private static final String EXAMPLE = "Write the whole hash, for example {bcrypt}$2a$10$ and 53 more characters;";

		/** What follows the name in braces, for all hashes of {@link #ENCODER}. */
		private static final Map<String, Pattern> FORMS = Map.ofEntries(
				// A higher cost takes seconds per login
				form("bcrypt", "\\$2[aby]?\\$(0[4-9]|1[0-6])\\$[./0-9A-Za-z]{53}"), form("pbkdf2", "[0-9A-Fa-f]{80}"),
				form("pbkdf2@SpringSecurity_v5_8", "[0-9A-Fa-f]{96}"),
				form("scrypt", "\\$[0-9a-f]+\\$[0-9A-Za-z+/]+={0,2}\\$[0-9A-Za-z+/]{43}="),
				form("scrypt@SpringSecurity_v5_8", "\\$[0-9a-f]+\\$[0-9A-Za-z+/]+={0,2}\\$[0-9A-Za-z+/]{43}="),
				form("argon2",
						"\\$argon2(id|i|d)\\$v=\\d+\\$m=\\d+,t=\\d+,p=\\d+\\$[0-9A-Za-z+/]+\\$[0-9A-Za-z+/]{22,}"),
				form("argon2@SpringSecurity_v5_8",
						"\\$argon2(id|i|d)\\$v=\\d+\\$m=\\d+,t=\\d+,p=\\d+\\$[0-9A-Za-z+/]+\\$[0-9A-Za-z+/]{22,}"),
				form("noop", ".+"), form("MD4", "(\\{[^}]*})?[0-9a-f]{32}"), form("MD5", "(\\{[^}]*})?[0-9a-f]{32}"),
				form("SHA-1", "(\\{[^}]*})?[0-9a-f]{40}"), form("SHA-256", "(\\{[^}]*})?[0-9a-f]{64}"),
				form("sha256", "[0-9A-Fa-f]{80}"),
				form("ldap", "\\{(SHA|sha)}[0-9A-Za-z+/]{27}=|\\{(SSHA|ssha)}[0-9A-Za-z+/]{28,}={0,2}"));

		private static final Pattern SLOW = Pattern.compile("\\{(bcrypt|pbkdf2|scrypt|argon2)[}@]");

		private static final Pattern UNMARKED = Pattern.compile("['\"]\\{.*|\\$2[aby]?\\$\\d\\d\\$.*|\\$argon2.*");

		private PasswordHashes() {
		}

		private static Map.Entry<String, Pattern> form(String name, String pattern) {
			return Map.entry(name, Pattern.compile(pattern));
		}

		static boolean isMarked(String password) {
			return password.startsWith("{") && password.indexOf('}') > 0;
		}

		/** Return whether the password can't be guessed quickly from this text. */
		static boolean isSlow(String written) {
			return SLOW.matcher(written).lookingAt();
		}

		/**
		 * Check a configured password, plain or hashed.
		 * @return what to do about it, {@code null} if it is right; it does not contain
		 * the password
		 */
		static @Nullable String remedy(String written) {
			return isMarked(written) ? remedyForHash(written) : remedyForPlain(written);
		}

		private static @Nullable String remedyForHash(String written) {
			int end = written.indexOf('}');
			String name = written.substring(1, end);
			Pattern form = FORMS.get(name);
			if (form == null) {
				return "Write the hash as {bcrypt}$2a$10$…; Spring Security knows no hash of the name in braces.";
			}
			if (!form.matcher(written).region(end + 1, written.length()).matches()) {
				return EXAMPLE + " the text after {" + name + "} is no such hash. In a Compose file each $ is"
						+ " written as $$, in a shell in single quotes.";
			}
			boolean absent = name.matches("(scrypt|argon2).*")
					&& !ClassUtils.isPresent("org.bouncycastle.crypto.generators.SCrypt", null);
			return absent ? "Use {bcrypt} or {pbkdf2@SpringSecurity_v5_8}; {" + name
					+ "} needs the library Bouncy Castle, which this service does not contain." : null;
		}

		private static @Nullable String remedyForPlain(String written) {
			if (UNMARKED.matcher(written).matches()) {
				return "Write the name of the hash in braces before it and no quotes around it, as {bcrypt}$2a$10$…";
			}
			boolean tooLong = written.getBytes(StandardCharsets.UTF_8).length > BCRYPT_BYTES;
			return tooLong
					? "Use at most " + BCRYPT_BYTES + " bytes of UTF-8, since bcrypt hashes no more, or set a hash"
							+ " of the longer one, {pbkdf2@SpringSecurity_v5_8}…"
					: null;
		}

	}

}
