package io.realtimeclock.gateway.users;

import java.util.Set;

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
		return new Credential(written, hash, CredentialFingerprint.of(user, written), Set.of());
	}

	Credential withRoles(Set<String> others) {
		return new Credential(this.written, this.hash, this.fingerprint, others);
	}

	/** Tell whether the user keeps the password and all roles with another credential. */
	boolean isKeptBy(Credential other) {
		return other.withRoles(this.roles).equals(this) && other.roles.containsAll(this.roles);
	}

	@Override
	public String toString() {
		return "Credential";
	}

}
