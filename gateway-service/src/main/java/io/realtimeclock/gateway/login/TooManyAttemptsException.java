package io.realtimeclock.gateway.login;

import java.time.Duration;

import org.springframework.security.core.AuthenticationException;

/** Too many log-ins have failed, so the password was not checked. */
final class TooManyAttemptsException extends AuthenticationException {

	private static final long serialVersionUID = 1;

	private final Duration wait;

	TooManyAttemptsException(Duration wait) {
		super("Too many log-ins have failed");
		this.wait = wait;
	}

	static void throwIfPositive(Duration wait) {
		if (!wait.isZero()) {
			throw new TooManyAttemptsException(wait);
		}
	}

	Duration waitTime() {
		return this.wait;
	}

}
