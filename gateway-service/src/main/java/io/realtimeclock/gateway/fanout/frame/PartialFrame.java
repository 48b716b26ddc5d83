package io.realtimeclock.gateway.fanout.frame;

import java.nio.ByteBuffer;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What has come of a client's frame, which is refused as soon as its head tells that it
 * may not be sent (RFC 6455, sections 5.2 to 5.5).
 */
final class PartialFrame {

	/** The length of a control frame's head, with the mask. */
	static final int HEAD = 6;

	private static final int LARGEST_DATA = 1024;

	private static final int LARGEST_CONTROL = 125;

	private static final short EMPTY_PONG_HEAD = (short) 0x8A80;

	private final byte[] bytes = new byte[HEAD + LARGEST_CONTROL];

	private int length;

	static boolean isEmptyPong(ByteBuffer input) {
		return input.remaining() >= HEAD && input.getShort(input.position()) == EMPTY_PONG_HEAD;
	}

	void append(byte next) {
		this.bytes[this.length++] = next;
	}

	boolean isComplete() throws ViolationException {
		if (this.length < 2) {
			return false;
		}
		Opcode opcode = opcode();
		int declared = this.bytes[1] & 0x7F;
		boolean finalFragment = (this.bytes[0] & 0x80) != 0;
		boolean reservedBits = (this.bytes[0] & 0x70) != 0;
		boolean masked = (this.bytes[1] & 0x80) != 0;
		if (opcode == null || reservedBits || !masked) {
			throw ViolationException.ofProtocol();
		}
		if (!opcode.isControl()) {
			return refuseData(declared);
		}
		if (!finalFragment || declared > LARGEST_CONTROL) {
			throw ViolationException.ofProtocol();
		}
		return this.length == HEAD + declared;
	}

	private @Nullable Opcode opcode() {
		return Opcode.of(this.bytes[0] & 0x0F);
	}

	private boolean refuseData(int declared) throws ViolationException {
		if (declared == 126 && this.length < 4) {
			return false;
		}
		boolean tooBig = declared == 127
				|| (declared == 126 && (ByteBuffer.wrap(this.bytes).getShort(2) & 0xFFFF) > LARGEST_DATA);
		throw tooBig ? new ViolationException(CloseCode.TOO_BIG, "frame too big")
				: new ViolationException(CloseCode.POLICY_VIOLATION, "no messages taken");
	}

	/** Return the frame, which is complete. */
	ControlFrame unmask() {
		ByteBuffer payload = ByteBuffer.allocate(this.length - HEAD);
		for (int i = 0; payload.hasRemaining(); i++) {
			payload.put((byte) (this.bytes[HEAD + i] ^ this.bytes[2 + i % 4]));
		}
		return new ControlFrame(Objects.requireNonNull(opcode()), payload.flip());
	}

}
