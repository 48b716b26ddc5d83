package io.realtimeclock.tick;

/** Thrown when bytes that should be a tick are none. */
public final class MalformedTickException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	MalformedTickException(String reason) {
		super("Not a tick: " + reason);
	}

}
