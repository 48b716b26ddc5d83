package io.realtimeclock.gateway.fanout;

import java.nio.ByteBuffer;

/**
 * Puts payloads into frames as a server sends them: whole and unmasked (RFC 6455, section
 * 5.2).
 */
final class ServerFrame {

	private static final int FIN = 0x80;

	private static final int LENGTH_IN_TWO_BYTES = 126;

	private static final int LARGEST = 0xFFFF;

	private ServerFrame() {
	}

	/**
	 * Make a text frame that is written many times: it lies outside the heap, so that no
	 * write copies it first.
	 */
	static ByteBuffer text(byte[] payload) {
		if (payload.length > LARGEST) {
			throw new IllegalArgumentException("A message of " + payload.length + " bytes does not fit a frame");
		}
		int header = (payload.length < LENGTH_IN_TWO_BYTES) ? 2 : 4;
		return fill(ByteBuffer.allocateDirect(header + payload.length), Opcode.TEXT, ByteBuffer.wrap(payload));
	}

	static ByteBuffer control(Opcode opcode, ByteBuffer payload) {
		return fill(ByteBuffer.allocate(2 + payload.remaining()), opcode, payload);
	}

	private static ByteBuffer fill(ByteBuffer frame, Opcode opcode, ByteBuffer payload) {
		int length = payload.remaining();
		frame.put((byte) (FIN | opcode.bits()));
		if (length < LENGTH_IN_TWO_BYTES) {
			frame.put((byte) length);
		}
		else {
			frame.put((byte) LENGTH_IN_TWO_BYTES).putShort((short) length);
		}
		return frame.put(payload).flip();
	}

}
