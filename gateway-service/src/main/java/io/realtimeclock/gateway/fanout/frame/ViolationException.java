package io.realtimeclock.gateway.fanout.frame;

/** Thrown when a client sent what this feed does not take. */
public final class ViolationException extends Exception {

	private static final long serialVersionUID = 1L;

	private final CloseCode code;

	ViolationException(CloseCode code, String reason) {
		super(reason, null, false, false);
		this.code = code;
	}

	static ViolationException ofProtocol() {
		return new ViolationException(CloseCode.POLICY_VIOLATION, "protocol error");
	}

	/** Return with which status the client's connection is closed. */
	public CloseCode code() {
		return this.code;
	}

}
