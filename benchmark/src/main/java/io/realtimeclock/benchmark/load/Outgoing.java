package io.realtimeclock.benchmark.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** What clients send: so little that a socket takes it whole. */
final class Outgoing {

	private Outgoing() {
	}

	static void write(SocketChannel channel, ByteBuffer bytes) throws ProtocolException {
		try {
			channel.write(bytes);
		}
		catch (IOException ex) {
			throw new ProtocolException("A write fails: " + ex.getMessage());
		}
		if (bytes.hasRemaining()) {
			throw new ProtocolException("The server takes nothing");
		}
	}

	static byte[] copy(ByteBuffer payload) {
		byte[] bytes = new byte[payload.remaining()];
		payload.duplicate().get(bytes);
		return bytes;
	}

}
