package io.realtimeclock.benchmark.load.wire;

/** Frame opcodes (RFC 6455, section 5.2). */
final class Opcode {

	static final int TEXT = 1;

	static final int CLOSE = 8;

	static final int PING = 9;

	static final int PONG = 10;

	private Opcode() {
	}

}
