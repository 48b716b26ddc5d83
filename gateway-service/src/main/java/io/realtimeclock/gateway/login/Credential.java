package io.realtimeclock.gateway.login;

import org.jspecify.annotations.Nullable;

/**
 * A user's password as it is written down. One that is not hashed there is hashed when it
 * is needed first, since that takes a while and the service has to start.
 */
final class Credential {

	private final String written;

	private @Nullable String hash;

	Credential(String written) {
		this.written = written;
	}

	String written() {
		return this.written;
	}

	/**
	 * Return what a password that is sent is compared with.
	 */
	synchronized String hash() {
		String hash = this.hash;
		if (hash == null) {
			hash = Passwords.isMarkedAsHash(this.written) ? this.written
					: String.valueOf(Passwords.ENCODER.encode(this.written));
			this.hash = hash;
		}
		return hash;
	}

}
