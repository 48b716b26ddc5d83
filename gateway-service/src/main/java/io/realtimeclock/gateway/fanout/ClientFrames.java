package io.realtimeclock.gateway.fanout;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Reads what a client sends to a feed that takes no messages: control frames, of which it
 * keeps at most one incomplete one; anything else is a violation (RFC 6455, section 5).
 */
final class ClientFrames {

	private static final int LARGEST_DATA = 1024;

	private static final int LARGEST_CONTROL = 125;

	private static final int MASK_LENGTH = 4;

	private static final int EMPTY_LENGTH = 2 + MASK_LENGTH;

	private static final short EMPTY_PONG_HEAD = (short) 0x8A80;

	private static final ClientFrame EMPTY_PONG = new ClientFrame(Opcode.PONG, ByteBuffer.allocate(0));

	private byte @Nullable [] frame;

	private int length;

	/**
	 * Read on until a control frame is complete.
	 * @param input bytes from the client
	 * @return the frame, {@code null} if the input ends before it does
	 * @throws ViolationException if the client broke the rules; nothing may be read then
	 */
	@Nullable ClientFrame read(ByteBuffer input) throws ViolationException {
		// The answer to our pings, by far the most frequent frame, costs no memory
		if (this.frame == null && input.remaining() >= EMPTY_LENGTH
				&& input.getShort(input.position()) == EMPTY_PONG_HEAD) {
			input.position(input.position() + EMPTY_LENGTH);
			return EMPTY_PONG;
		}
		while (input.hasRemaining()) {
			byte[] bytes = append(input.get());
			if (this.length >= 2 && isComplete(bytes)) {
				ClientFrame complete = unmask(bytes);
				this.frame = null;
				this.length = 0;
				return complete;
			}
		}
		return null;
	}

	private byte[] append(byte next) {
		if (this.frame == null) {
			this.frame = new byte[2 + MASK_LENGTH + LARGEST_CONTROL];
		}
		this.frame[this.length++] = next;
		return this.frame;
	}

	private boolean isComplete(byte[] bytes) throws ViolationException {
		Opcode opcode = Opcode.of(bytes[0] & 0x0F);
		int declared = bytes[1] & 0x7F;
		boolean finalFragment = (bytes[0] & 0x80) != 0;
		boolean reservedBits = (bytes[0] & 0x70) != 0;
		boolean masked = (bytes[1] & 0x80) != 0;
		if (opcode == null || reservedBits || !masked) {
			throw new ViolationException(CloseCode.POLICY_VIOLATION, "protocol error");
		}
		if (!opcode.isControl()) {
			return refuseData(bytes, declared);
		}
		if (!finalFragment || declared > LARGEST_CONTROL) {
			throw new ViolationException(CloseCode.POLICY_VIOLATION, "protocol error");
		}
		return this.length == 2 + MASK_LENGTH + declared;
	}

	private boolean refuseData(byte[] bytes, int declared) throws ViolationException {
		if (declared == 126 && this.length < 4) {
			return false;
		}
		boolean tooBig = declared == 127
				|| (declared == 126 && (((bytes[2] & 0xFF) << 8) | (bytes[3] & 0xFF)) > LARGEST_DATA);
		throw tooBig ? new ViolationException(CloseCode.TOO_BIG, "frame too big")
				: new ViolationException(CloseCode.POLICY_VIOLATION, "no messages taken");
	}

	private ClientFrame unmask(byte[] bytes) {
		ByteBuffer payload = ByteBuffer.allocate(this.length - 2 - MASK_LENGTH);
		for (int i = 0; payload.hasRemaining(); i++) {
			payload.put((byte) (bytes[2 + MASK_LENGTH + i] ^ bytes[2 + i % MASK_LENGTH]));
		}
		Opcode opcode = Opcode.of(bytes[0] & 0x0F);
		if (opcode == null) {
			throw new IllegalStateException("An unknown opcode was let through");
		}
		return new ClientFrame(opcode, payload.flip());
	}

	/**
	 * Check a close frame's payload (RFC 6455, sections 5.5.1 and 7.4).
	 * @param payload the payload
	 * @return the status code in it, empty if there is none
	 * @throws ViolationException if it is none that may be sent
	 */
	static ByteBuffer closeStatus(ByteBuffer payload) throws ViolationException {
		if (!payload.hasRemaining()) {
			return payload;
		}
		int code = (payload.remaining() >= 2) ? payload.getShort(0) & 0xFFFF : 0;
		boolean defined = code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
		boolean ofApplications = code >= 3000 && code <= 4999;
		if (!(defined || ofApplications) || !isUtf8(payload.slice(2, payload.remaining() - 2))) {
			throw new ViolationException(CloseCode.POLICY_VIOLATION, "protocol error");
		}
		return payload.slice(0, 2);
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

	record ClientFrame(Opcode opcode, ByteBuffer payload) {
	}

}
