package io.realtimeclock.benchmark.load.wire;

import java.nio.ByteBuffer;

/**
 * Puts payloads into frames as a client sends them: whole and masked (RFC 6455, section
 * 5.3).
 */
final class ClientFrame {

	private static final byte[] MASK = { 0x37, (byte) 0xFA, 0x21, 0x3D };

	private static final int LARGEST = 125;

	private ClientFrame() {
	}

	static ByteBuffer of(int opcode, ByteBuffer payload) {
		int length = payload.remaining();
		if (length > LARGEST) {
			throw new IllegalArgumentException("Nothing that long is ever sent: " + length);
		}
		ByteBuffer frame = ByteBuffer.allocate(2 + MASK.length + length);
		frame.put((byte) (0x80 | opcode)).put((byte) (0x80 | length)).put(MASK);
		for (int i = 0; i < length; i++) {
			frame.put((byte) (payload.get(payload.position() + i) ^ MASK[i % MASK.length]));
		}
		return frame.flip();
	}

}
