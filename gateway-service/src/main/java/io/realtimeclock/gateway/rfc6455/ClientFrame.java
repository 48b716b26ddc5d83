package io.realtimeclock.gateway.rfc6455;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import io.realtimeclock.gateway.rfc6455.FrameDecoder.InvalidFrameException;

/** A frame from a client, unmasked: a control frame or a text. */
public record ClientFrame(Opcode opcode, ByteBuffer payload) {

	/**
	 * Return the status code in a close frame (RFC 6455, sections 5.5.1 and 7.4).
	 * @return its two bytes, none if there is no status
	 * @throws InvalidFrameException if the payload must not be sent
	 */
	public ByteBuffer closeStatus() throws InvalidFrameException {
		if (!this.payload.hasRemaining()) {
			return this.payload;
		}
		int code = (this.payload.remaining() >= 2) ? this.payload.getShort(0) & 0xFFFF : 0;
		boolean defined = code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
		boolean ofApplications = code >= 3000 && code <= 4999;
		if (!(defined || ofApplications) || !isUtf8(this.payload.slice(2, this.payload.remaining() - 2))) {
			throw InvalidFrameException.ofProtocol();
		}
		return this.payload.slice(0, 2);
	}

	private static boolean isUtf8(ByteBuffer text) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(text);
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

}
