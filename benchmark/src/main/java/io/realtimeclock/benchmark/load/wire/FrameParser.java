package io.realtimeclock.benchmark.load.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes whole frames, as a server sends them, off a buffer. */
final class FrameParser {

	private static final int FIN = 0x80;

	private static final int MASKED = 0x80;

	private static final int LENGTH_IN_TWO_BYTES = 126;

	private static final int LENGTH_IN_EIGHT_BYTES = 127;

	private FrameParser() {
	}

	/**
	 * Hand over each whole frame of what was received.
	 * @param bytes what is left of them afterwards is the beginning of a frame
	 * @throws ProtocolException if a frame is not what a server may send, or would never
	 * be sent by one of ours
	 */
	static void parse(ByteBuffer bytes, FrameHandler handler) throws IOException {
		int end = bytes.limit();
		while (end - bytes.position() >= 2) {
			int start = bytes.position();
			int head = bytes.get(start) & 0xFF;
			int length = bytes.get(start + 1) & 0xFF;
			if ((head & FIN) == 0 || (length & MASKED) != 0 || length == LENGTH_IN_EIGHT_BYTES) {
				throw new ProtocolException("A frame begins with " + head + " " + length);
			}
			int payload = start + 2;
			if (length == LENGTH_IN_TWO_BYTES) {
				payload += 2;
				if (payload > end) {
					return;
				}
				length = bytes.getShort(start + 2) & 0xFFFF;
			}
			if (payload + length > end) {
				return;
			}
			bytes.position(payload).limit(payload + length);
			handler.frame(head & 0xF, bytes);
			bytes.limit(end).position(payload + length);
		}
	}

}
