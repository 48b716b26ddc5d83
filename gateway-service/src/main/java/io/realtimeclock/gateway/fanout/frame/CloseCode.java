package io.realtimeclock.gateway.fanout.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Why the gateway closes a WebSocket, and what the client should do (RFC 6455, 7.4). */
public enum CloseCode {

	/** The gateway stops: come back after the seconds named in the reason. */
	GOING_AWAY(1001),

	/** The session ended or the client broke the protocol: log in again. */
	POLICY_VIOLATION(1008),

	/** The client sent a frame that is too big for a feed that takes none. */
	TOO_BIG(1009),

	/** The client was too slow or too many: try again later. */
	TRY_AGAIN_LATER(1013);

	private final int number;

	CloseCode(int number) {
		this.number = number;
	}

	/** Return the status code on the wire. */
	public int number() {
		return this.number;
	}

	/** Return the close frame with it and a reason in ASCII. */
	public ByteBuffer frame(String reason) {
		byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
		ByteBuffer payload = ByteBuffer.allocate(2 + text.length).putShort((short) this.number).put(text).flip();
		return ServerFrame.control(Opcode.CLOSE, payload);
	}

}
