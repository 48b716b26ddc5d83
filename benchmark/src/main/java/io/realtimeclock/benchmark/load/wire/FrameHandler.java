package io.realtimeclock.benchmark.load.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Gets whole frames, whose payload lies between the buffer's position and limit. */
interface FrameHandler {

	void frame(int opcode, ByteBuffer payload) throws IOException;

}
