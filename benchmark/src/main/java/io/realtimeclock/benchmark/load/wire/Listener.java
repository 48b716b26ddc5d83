package io.realtimeclock.benchmark.load.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Gets what a connection receives. */
public interface Listener {

	/** Take note of the number of bytes of one read. */
	void received(int bytes);

	/** Take note that the server has agreed to the upgrade. */
	void opened();

	/** Take a text or binary message between the payload's position and limit. */
	void message(int opcode, ByteBuffer payload) throws IOException;

}
