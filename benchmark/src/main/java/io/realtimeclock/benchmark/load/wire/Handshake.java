package io.realtimeclock.benchmark.load.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The opening handshake (RFC 6455, section 4). All clients send the same key and expect
 * the same response.
 */
final class Handshake {

	static final int SWITCHING_PROTOCOLS = 101;

	/** The key of the RFC's example and its accept value (section 1.3). */
	private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

	private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=".toLowerCase(Locale.ROOT);

	private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

	private Handshake() {
	}

	/** Create a request with additional header lines, each with its line end. */
	static ByteBuffer request(int port, String path, String headers) {
		String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
				+ "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + KEY
				+ "\r\nSec-WebSocket-Version: 13\r\n" + headers + "\r\n";
		return ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
	}

	/** Read the status of the response, 0 if the response is incomplete. */
	static int status(ByteBuffer bytes) throws ProtocolException {
		int end = end(bytes);
		if (end < 0) {
			return 0;
		}
		byte[] head = new byte[end - bytes.position()];
		bytes.get(head);
		String response = new String(head, StandardCharsets.US_ASCII);
		if (!response.startsWith("HTTP/1.1 ") || response.length() < 12) {
			throw new ProtocolException("Invalid response to the handshake: " + response);
		}
		int status = Integer.parseInt(response.substring(9, 12));
		if (status == SWITCHING_PROTOCOLS
				&& !response.toLowerCase(Locale.ROOT).contains("sec-websocket-accept: " + ACCEPT)) {
			throw new ProtocolException("Invalid Sec-WebSocket-Accept: " + response);
		}
		return status;
	}

	private static int end(ByteBuffer bytes) {
		for (int i = bytes.position(); i <= bytes.limit() - END.length; i++) {
			if (bytes.get(i) == '\r' && bytes.get(i + 1) == '\n' && bytes.get(i + 2) == '\r'
					&& bytes.get(i + 3) == '\n') {
				return i + END.length;
			}
		}
		return -1;
	}

}
