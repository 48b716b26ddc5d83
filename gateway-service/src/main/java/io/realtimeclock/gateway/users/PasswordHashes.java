package io.realtimeclock.gateway.users;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.util.ClassUtils;

/**
 * Distinguishes a hash such as {@code {bcrypt}$2a$10$…} from a plain password, and checks
 * both by their form: to compute a hash for this would take a tenth of a second per user.
 */
final class PasswordHashes {

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
			form("argon2", "\\$argon2(id|i|d)\\$v=\\d+\\$m=\\d+,t=\\d+,p=\\d+\\$[0-9A-Za-z+/]+\\$[0-9A-Za-z+/]{22,}"),
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
	 * @return what to do about it, {@code null} if it is right; it does not contain the
	 * password
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
		return tooLong ? "Use at most " + BCRYPT_BYTES + " bytes of UTF-8, since bcrypt hashes no more, or set a hash"
				+ " of the longer one, {pbkdf2@SpringSecurity_v5_8}…" : null;
	}

}
