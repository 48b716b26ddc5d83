package io.realtimeclock.gateway.problem;

import java.time.Duration;

import org.springframework.security.core.AuthenticationException;

/** The password was not checked because too many logins have failed. */
public final class TooManyAttemptsException extends AuthenticationException {

	private static final long serialVersionUID = 1;

	private final Duration wait;

	/**
	 * Create an exception.
	 * @param wait how long to wait before the next attempt
	 */
	public TooManyAttemptsException(Duration wait) {
		super("Too many logins have failed");
		this.wait = wait;
	}

	/** Throw unless the wait is zero. */
	public static void throwIfPositive(Duration wait) {
		if (!wait.isZero()) {
			throw new TooManyAttemptsException(wait);
		}
	}

	/** Return how long to wait before the next attempt. */
	public Duration waitTime() {
		return this.wait;
	}

}
