package io.realtimeclock.benchmark.load.wire;

import java.nio.ByteBuffer;

/** Why a connection is closed (RFC 6455, section 7.4). */
final class CloseCode {

	private static final short NORMAL = 1000;

	private static final int NONE = 1005;

	private CloseCode() {
	}

	static int of(ByteBuffer payload) {
		return (payload.remaining() >= Short.BYTES) ? payload.getShort(payload.position()) & 0xFFFF : NONE;
	}

	static ByteBuffer normal() {
		return ByteBuffer.allocate(Short.BYTES).putShort(NORMAL).flip();
	}

}
