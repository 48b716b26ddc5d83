package io.realtimeclock.systemtests.faults;

/**
 * A row of the report with a figure beyond its limit.
 */
final class BrokenRowError extends AssertionError {

	private static final long serialVersionUID = 1L;

	BrokenRowError(String message) {
		super(message);
	}

}
