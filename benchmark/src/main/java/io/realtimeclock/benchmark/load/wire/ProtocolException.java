package io.realtimeclock.benchmark.load.wire;

import java.io.IOException;

/** A server that does not speak as it should. */
final class ProtocolException extends IOException {

	private static final long serialVersionUID = 1L;

	ProtocolException(String message) {
		super(message);
	}

}
