package io.realtimeclock.benchmark.load;

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

	static ByteBuffer of(int opcode, byte[] payload) {
		if (payload.length > LARGEST) {
			throw new IllegalArgumentException("Nothing that long is ever sent: " + payload.length);
		}
		ByteBuffer frame = ByteBuffer.allocate(2 + MASK.length + payload.length);
		frame.put((byte) (0x80 | opcode)).put((byte) (0x80 | payload.length)).put(MASK);
		for (int i = 0; i < payload.length; i++) {
			frame.put((byte) (payload[i] ^ MASK[i % MASK.length]));
		}
		return frame.flip();
	}

}
