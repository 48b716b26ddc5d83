package io.realtimeclock.gateway.fanout.frame;

import java.nio.ByteBuffer;

/**
 * Puts payloads into frames as a server does: whole, unmasked (RFC 6455, section 5.2).
 */
public final class ServerFrame {

	/** The length of a ping without payload. */
	static final int PING_LENGTH = 2;

	private static final ByteBuffer PING = control(Opcode.PING, ByteBuffer.allocate(0));

	private static final int FIN = 0x80;

	private static final int LENGTH_IN_TWO_BYTES = 126;

	private static final int LARGEST = 0xFFFF;

	private ServerFrame() {
	}

	/**
	 * Make a ping and a text frame that are written many times: they lie outside the
	 * heap, so that no write copies them first.
	 */
	static ByteBuffer pingAndText(byte[] payload) {
		if (payload.length > LARGEST) {
			throw new IllegalArgumentException("A message of " + payload.length + " bytes does not fit a frame");
		}
		int header = (payload.length < LENGTH_IN_TWO_BYTES) ? 2 : 4;
		ByteBuffer frames = ByteBuffer.allocateDirect(PING_LENGTH + header + payload.length);
		put(frames, Opcode.PING, ByteBuffer.allocate(0));
		put(frames, Opcode.TEXT, ByteBuffer.wrap(payload));
		return frames.flip();
	}

	/** Return a ping without payload. */
	public static ByteBuffer ping() {
		return PING.duplicate();
	}

	/** Make a control frame. */
	public static ByteBuffer control(Opcode opcode, ByteBuffer payload) {
		ByteBuffer frame = ByteBuffer.allocate(2 + payload.remaining());
		put(frame, opcode, payload);
		return frame.flip();
	}

	private static void put(ByteBuffer frame, Opcode opcode, ByteBuffer payload) {
		int length = payload.remaining();
		frame.put((byte) (FIN | opcode.bits()));
		if (length < LENGTH_IN_TWO_BYTES) {
			frame.put((byte) length);
		}
		else {
			frame.put((byte) LENGTH_IN_TWO_BYTES).putShort((short) length);
		}
		frame.put(payload);
	}

}
