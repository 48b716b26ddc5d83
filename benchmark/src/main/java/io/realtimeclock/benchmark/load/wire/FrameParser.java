package io.realtimeclock.benchmark.load.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Parses the complete frames that a server has sent. */
final class FrameParser {

	private static final int FIN = 0x80;

	private static final int MASKED = 0x80;

	private static final int LENGTH_IN_TWO_BYTES = 126;

	private static final int LENGTH_IN_EIGHT_BYTES = 127;

	private FrameParser() {
	}

	/**
	 * Pass each complete frame to a handler and leave an incomplete one in the buffer.
	 * @throws ProtocolException if the header of a frame is invalid for a server, or the
	 * frame is fragmented or longer than 64 KB, which no measured server sends
	 */
	static void parse(ByteBuffer bytes, FrameHandler handler) throws IOException {
		int end = bytes.limit();
		while (end - bytes.position() >= 2) {
			int start = bytes.position();
			int head = bytes.get(start) & 0xFF;
			int length = bytes.get(start + 1) & 0xFF;
			if ((head & FIN) == 0 || (length & MASKED) != 0 || length == LENGTH_IN_EIGHT_BYTES) {
				throw new ProtocolException("Invalid frame header: " + head + " " + length);
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

	/** Receives complete frames, with the payload between position and limit. */
	interface FrameHandler {

		void frame(int opcode, ByteBuffer payload) throws IOException;

	}

}
