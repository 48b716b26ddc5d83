package io.realtimeclock.gateway.login;

/**
 * A user's password as it is written down, and as it is compared. It is hashed at once:
 * an attempt that had to wait for that would tell that the user exists.
 */
final class Credential {

	private final String written;

	private final String hash;

	Credential(String written) {
		this.written = written;
		this.hash = Passwords.isMarkedAsHash(written) ? written : String.valueOf(Passwords.ENCODER.encode(written));
	}

	String written() {
		return this.written;
	}

	/** Return what a password that is sent is compared with. */
	String hash() {
		return this.hash;
	}

}
