package io.realtimeclock.gateway.login;

import java.time.Duration;

import io.realtimeclock.gateway.throttle.Throttle;
import io.realtimeclock.gateway.users.UserDirectory;

import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Checks passwords with a deliberately slow hash, also for unknown users, unless too many
 * attempts have failed for the user at this address, or for the user anywhere. Failures
 * per address are limited before, by {@link LoginAttemptFilter}.
 */
final class ThrottledAuthenticationProvider extends DaoAuthenticationProvider {

	private final Throttle userAtAddress;

	private final Throttle user;

	ThrottledAuthenticationProvider(UserDetailsService users, PasswordEncoder encoder, long failures) {
		super(users);
		setPasswordEncoder(encoder);
		this.userAtAddress = new Throttle(failures, failures, Duration.ofMinutes(1));
		this.user = new Throttle(failures * 10, failures * 10, Duration.ofMinutes(1));
	}

	/**
	 * Check a password. An attempt counts as failed until the result is known, since many
	 * can be made at once.
	 */
	@Override
	public Authentication authenticate(Authentication attempt) {
		String name = attempt.getName();
		if (!UserDirectory.isAcceptable(name)) {
			throw new BadCredentialsException("The user name is blank, too long or has control characters");
		}
		String nameAtAddress = address(attempt) + " " + name;
		TooManyAttemptsException.throwIfPositive(this.userAtAddress.take(nameAtAddress));
		Duration wait = this.user.take(name);
		if (!wait.isZero()) {
			this.userAtAddress.giveBack(nameAtAddress);
			throw new TooManyAttemptsException(wait);
		}
		Authentication login = super.authenticate(attempt);
		this.userAtAddress.giveBack(nameAtAddress);
		this.user.giveBack(name);
		return login;
	}

	private static String address(Authentication attempt) {
		return (attempt.getDetails() instanceof WebAuthenticationDetails details)
				? Throttle.keyOf(String.valueOf(details.getRemoteAddress())) : "";
	}

	/** The password was not checked because too many logins have failed. */
	static final class TooManyAttemptsException extends AuthenticationException {

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

}
