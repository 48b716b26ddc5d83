package io.realtimeclock.gateway.rfc6455;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.realtimeclock.gateway.rfc6455.FrameEncoder.Opcode;

/** Why the gateway closes a WebSocket, and what the client does then (RFC 6455, 7.4). */
public enum CloseCode {

	/** The gateway stops: reconnect after the seconds named in the reason. */
	GOING_AWAY(1001),

	/** The client broke the protocol: do not reconnect at once. */
	PROTOCOL_ERROR(1002),

	/** The login ended: log in again. */
	LOGIN_ENDED(1008),

	/** The client sent what its feed does not accept: do not reconnect at once. */
	POLICY_VIOLATION(1008),

	/** The client sent a frame of more than 1 KB: do not reconnect at once. */
	TOO_BIG(1009),

	/** The client was too slow, or did not answer pings: reconnect with a back-off. */
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
		return FrameEncoder.control(Opcode.CLOSE, payload);
	}

}
