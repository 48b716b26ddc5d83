package io.realtimeclock.gateway.socket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Proves to a client that its handshake was understood (RFC 6455, section 4.2.2). */
final class AcceptKey {

	private static final String SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

	private AcceptKey() {
	}

	static String of(String key) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-1")
				.digest((key + SUFFIX).getBytes(StandardCharsets.ISO_8859_1));
			return Base64.getEncoder().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-1", ex);
		}
	}

}
