package io.realtimeclock.gateway.login;

import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Hashes passwords, and tells a hash from a word in braces. */
final class Passwords {

	static final PasswordEncoder ENCODER = PasswordEncoderFactories.createDelegatingPasswordEncoder();

	private Passwords() {
	}

	static boolean isMarkedAsHash(String password) {
		return password.startsWith("{") && password.indexOf('}') > 0;
	}

	static boolean isKnownHash(String hash) {
		try {
			ENCODER.matches("any", hash);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
