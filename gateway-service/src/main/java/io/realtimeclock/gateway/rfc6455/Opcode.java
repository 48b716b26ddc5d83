package io.realtimeclock.gateway.rfc6455;

import org.jspecify.annotations.Nullable;

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
