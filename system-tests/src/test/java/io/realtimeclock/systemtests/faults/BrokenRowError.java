package io.realtimeclock.systemtests.faults;

/**
 * A row of the report in which a figure is not as it must be.
 */
final class BrokenRowError extends AssertionError {

	private static final long serialVersionUID = 1L;

	BrokenRowError(String message) {
		super(message);
	}

}
