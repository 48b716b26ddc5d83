package io.realtimeclock.tick;

/** Thrown when bytes that should be a tick are none. */
public final class MalformedTickException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** The reason may repeat parts of what was read, of any length. */
	private static final int LONGEST_REASON = 200;

	MalformedTickException(String reason) {
		super("Not a tick: " + reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
	}

}
