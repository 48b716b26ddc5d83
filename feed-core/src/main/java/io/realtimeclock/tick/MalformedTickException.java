package io.realtimeclock.tick;

/** Thrown if bytes are not a valid tick. */
public final class MalformedTickException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** The reason may contain parts of the input, of any length. */
	private static final int LONGEST_REASON = 200;

	MalformedTickException(String reason) {
		super("Not a tick: " + reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
	}

}
