package io.realtimeclock.gateway.rfc6455;

/** Thrown when a client sent a frame that its feed does not accept. */
public final class InvalidFrameException extends Exception {

	private static final long serialVersionUID = 1L;

	private final CloseCode code;

	private final String reason;

	InvalidFrameException(CloseCode code, String reason) {
		super(reason, null, false, false);
		this.code = code;
		this.reason = reason;
	}

	static InvalidFrameException ofProtocol() {
		return new InvalidFrameException(CloseCode.PROTOCOL_ERROR, "protocol error");
	}

	/** Return the status code to close the client's connection with. */
	public CloseCode code() {
		return this.code;
	}

	/** Return the reason to close the client's connection with. */
	public String reason() {
		return this.reason;
	}

}
