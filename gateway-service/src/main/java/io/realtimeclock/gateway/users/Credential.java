package io.realtimeclock.gateway.users;

/**
 * A user's password, made ready at the start or when the file of users has changed. No
 * hash is computed at a handshake: it would hold a thread of the server, and its duration
 * would tell which users exist.
 *
 * @param written the password or its hash as configured
 * @param hash what a presented password is compared with
 * @param fingerprint what a session remembers of the password
 */
record Credential(String written, String hash, String fingerprint) {

	static Credential of(String user, String written) {
		String hash = PasswordHashes.isMarked(written) ? written
				: String.valueOf(PasswordHashes.ENCODER.encode(written));
		return new Credential(written, hash, CredentialFingerprint.of(user, written));
	}

	@Override
	public String toString() {
		return "Credential";
	}

}
