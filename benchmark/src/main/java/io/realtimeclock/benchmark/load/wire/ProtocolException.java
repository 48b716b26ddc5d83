package io.realtimeclock.benchmark.load.wire;

import java.io.IOException;

/** The server has violated the WebSocket protocol. */
final class ProtocolException extends IOException {

	private static final long serialVersionUID = 1L;

	ProtocolException(String message) {
		super(message);
	}

}
