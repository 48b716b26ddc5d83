package io.realtimeclock.benchmark.load.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Writes what clients send: so little that a socket takes it whole. */
record FrameWriter(SocketChannel channel) {

	void frame(int opcode, ByteBuffer payload) throws IOException {
		write(ClientFrame.of(opcode, payload));
	}

	void write(ByteBuffer bytes) throws IOException {
		this.channel.write(bytes);
		if (bytes.hasRemaining()) {
			throw new ProtocolException("The server takes nothing");
		}
	}

}
