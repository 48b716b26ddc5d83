package io.realtimeclock.gateway.login;

import java.time.Duration;

import org.springframework.security.core.AuthenticationException;

/** The password was not checked because too many logins have failed. */
final class TooManyAttemptsException extends AuthenticationException {

	private static final long serialVersionUID = 1;

	private final Duration wait;

	/**
	 * Create an exception.
	 * @param wait how long to wait before the next attempt
	 */
	TooManyAttemptsException(Duration wait) {
		super("Too many logins have failed");
		this.wait = wait;
	}

	/** Throw unless the wait is zero. */
	static void throwIfPositive(Duration wait) {
		if (!wait.isZero()) {
			throw new TooManyAttemptsException(wait);
		}
	}

	/** Return how long to wait before the next attempt. */
	Duration waitTime() {
		return this.wait;
	}

}
