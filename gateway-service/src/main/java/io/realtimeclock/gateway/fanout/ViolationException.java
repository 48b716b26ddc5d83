package io.realtimeclock.gateway.fanout;

/**
 * Thrown when a client sent what this feed does not take.
 */
final class ViolationException extends Exception {

	private static final long serialVersionUID = 1L;

	private final CloseCode code;

	ViolationException(CloseCode code, String reason) {
		super(reason, null, false, false);
		this.code = code;
	}

	CloseCode code() {
		return this.code;
	}

}
