package io.realtimeclock.gateway.rfc6455;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * Encodes frames as a server does: not fragmented, not masked (RFC 6455, section 5.2).
 */
public final class FrameEncoder {

	/** The length of a ping without payload, in bytes. */
	public static final int PING_LENGTH = 2;

	private static final ByteBuffer PING = control(Opcode.PING, ByteBuffer.allocate(0));

	private static final int FIN = 0x80;

	private static final int LENGTH_IN_TWO_BYTES = 126;

	private static final int LENGTH_IN_EIGHT_BYTES = 127;

	private static final int LARGEST = 0xFFFF;

	private FrameEncoder() {
	}

	/**
	 * Encode a ping and a text frame, outside the heap: frames that are written many
	 * times are then not copied at each write.
	 * @throws IllegalArgumentException if the text is longer than 65,535 bytes
	 */
	public static ByteBuffer pingAndText(byte[] payload) {
		if (payload.length > LARGEST) {
			throw new IllegalArgumentException("A message of " + payload.length + " bytes does not fit a frame");
		}
		int header = (payload.length < LENGTH_IN_TWO_BYTES) ? 2 : 4;
		ByteBuffer frames = ByteBuffer.allocateDirect(PING_LENGTH + header + payload.length);
		put(frames, Opcode.PING, ByteBuffer.allocate(0));
		put(frames, Opcode.TEXT, ByteBuffer.wrap(payload));
		return frames.flip();
	}

	/** Encode a text frame of any length, on the heap. */
	public static byte[] text(byte[] payload) {
		boolean isLong = payload.length > LARGEST;
		int header = (payload.length < LENGTH_IN_TWO_BYTES) ? 2 : isLong ? 10 : 4;
		ByteBuffer frame = ByteBuffer.allocate(header + payload.length);
		if (isLong) {
			frame.put((byte) (FIN | Opcode.TEXT.bits())).put((byte) LENGTH_IN_EIGHT_BYTES).putLong(payload.length);
			frame.put(payload);
		}
		else {
			put(frame, Opcode.TEXT, ByteBuffer.wrap(payload));
		}
		return frame.array();
	}

	/** Return a ping without payload. */
	public static ByteBuffer ping() {
		return PING.duplicate();
	}

	/** Encode a control frame. */
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

	/** The kinds of frames (RFC 6455, section 5.2). */
	public enum Opcode {

		CONTINUATION(0x0), TEXT(0x1), BINARY(0x2), CLOSE(0x8), PING(0x9), PONG(0xA);

		private static final Opcode[] ALL = values();

		private final int bits;

		Opcode(int bits) {
			this.bits = bits;
		}

		int bits() {
			return this.bits;
		}

		boolean isControl() {
			return this.bits >= CLOSE.bits;
		}

		static @Nullable Opcode of(int bits) {
			for (Opcode opcode : ALL) {
				if (opcode.bits == bits) {
					return opcode;
				}
			}
			return null;
		}

	}

}
