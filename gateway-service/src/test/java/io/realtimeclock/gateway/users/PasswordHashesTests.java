package io.realtimeclock.gateway.users;

import io.realtimeclock.gateway.users.Credential.PasswordHashes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.LdapShaPasswordEncoder;
import org.springframework.security.crypto.password.MessageDigestPasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.StandardPasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;

@SuppressWarnings("deprecation") // Users may still have them
class PasswordHashesTests {

	@Test
	void takesEachHashThatSpringSecurityMakes() {
		assertThat(PasswordHashes.remedy(hash("bcrypt", new BCryptPasswordEncoder(4).encode("x")))).isNull();
		assertThat(PasswordHashes
			.remedy(hash("pbkdf2", Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_5().encode("x")))).isNull();
		assertThat(PasswordHashes.remedy(
				hash("pbkdf2@SpringSecurity_v5_8", Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode("x"))))
			.isNull();
		assertThat(PasswordHashes.remedy(hash("sha256", new StandardPasswordEncoder().encode("x")))).isNull();
		assertThat(PasswordHashes.remedy(hash("ldap", new LdapShaPasswordEncoder().encode("x")))).isNull();
		assertThat(PasswordHashes.remedy("{noop}x")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "MD5", "SHA-1", "SHA-256" })
	void takesADigest(String algorithm) {
		assertThat(PasswordHashes.remedy(hash(algorithm, new MessageDigestPasswordEncoder(algorithm).encode("x"))))
			.isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "bcrypt", "pbkdf2", "pbkdf2@SpringSecurity_v5_8", "scrypt", "argon2", "sha256", "ldap",
			"MD4", "MD5", "SHA-1", "SHA-256", "noop" })
	void refusesAHashWithoutItsText(String name) {
		assertThat(PasswordHashes.remedy(hash(name, ""))).contains("is no such hash");
	}

	@Test
	void refusesABcryptHashThatIsCutShortOrTooDear() {
		String hash = hash("bcrypt", new BCryptPasswordEncoder(4).encode("x"));
		assertThat(PasswordHashes.remedy(hash.substring(0, hash.length() - 1))).contains("is no such hash");
		assertThat(PasswordHashes.remedy(hash + "\n")).contains("is no such hash");
		assertThat(PasswordHashes.remedy(hash.replace("$04$", "$31$"))).contains("is no such hash");
	}

	@Test
	void refusesAHashInQuotesOrWithoutItsName() {
		String hash = new BCryptPasswordEncoder(4).encode("x");
		assertThat(PasswordHashes.remedy(hash)).contains("in braces before it");
		assertThat(PasswordHashes.remedy("'{bcrypt}" + hash + "'")).contains("no quotes around it");
	}

	@Test
	void takesAPlainPasswordOf72Bytes() {
		assertThat(PasswordHashes.remedy("x".repeat(72))).isNull();
	}

	private static String hash(String name, @Nullable String text) {
		return "{" + name + "}" + text;
	}

}
