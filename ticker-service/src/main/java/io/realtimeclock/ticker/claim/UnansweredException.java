package io.realtimeclock.ticker.claim;

/** Thrown when Redis has no answer in time, for whatever reason. */
final class UnansweredException extends Exception {

	private static final long serialVersionUID = 1L;

	UnansweredException(String reason, Exception cause) {
		super(reason, cause);
	}

}
