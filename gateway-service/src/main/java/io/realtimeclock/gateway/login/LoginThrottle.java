package io.realtimeclock.gateway.login;

import java.io.IOException;
import java.time.Duration;

import io.realtimeclock.gateway.Paths;
import io.realtimeclock.gateway.oidc.BearerTokens;
import io.realtimeclock.gateway.problem.Problems;
import io.realtimeclock.gateway.throttle.Throttle;
import io.realtimeclock.gateway.users.UserDirectory;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits failed logins. As a filter it limits them per address, for every way to log in:
 * form, HTTP Basic, bearer token, an OpenID provider's callback and its back-channel
 * logout. It runs before all filters that are expensive or store what was sent. Per user
 * they are limited where passwords are checked.
 */
final class LoginThrottle extends OncePerRequestFilter {

	private static final int FAILURES_PER_ADDRESS = 5;

	private static final String FAILED = LoginThrottle.class.getName() + ".failed";

	private static final RequestMatcher BACK_CHANNEL = path("/logout/connect/back-channel/*");

	private static final RequestMatcher PAGES = new OrRequestMatcher(
			PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/login"), path("/login/oauth2/code/*"));

	private static final RequestMatcher ATTEMPTS = new OrRequestMatcher(PAGES, BACK_CHANNEL,
			(request) -> request.getHeader(HttpHeaders.AUTHORIZATION) != null || BearerTokens.isSubprotocol(request));

	private final Throttle failures;

	private final Problems problems;

	LoginThrottle(int failuresOfUser, Problems problems) {
		long failures = (long) failuresOfUser * FAILURES_PER_ADDRESS;
		this.failures = new Throttle(failures, failures, Duration.ofMinutes(1));
		this.problems = problems;
	}

	/** Mark the login of a request as failed. */
	static void failed(HttpServletRequest request) {
		request.setAttribute(FAILED, true);
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !ATTEMPTS.matches(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String address = Throttle.keyOf(request.getRemoteAddr());
		Duration wait = this.failures.take(address);
		if (!wait.isZero()) {
			refuse(request, response, wait);
			return;
		}
		try {
			chain.doFilter(request, response);
		}
		finally {
			if (!hasFailed(request, response)) {
				this.failures.giveBack(address);
			}
		}
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response, Duration wait)
			throws ServletException, IOException {
		if (PAGES.matches(request)) {
			Problems.status(response, wait);
			request.getRequestDispatcher(Paths.THROTTLED).forward(request, response);
		}
		else {
			this.problems.tooMany(request, response, wait, "Too many logins from this address have failed.");
		}
	}

	private static boolean hasFailed(HttpServletRequest request, HttpServletResponse response) {
		int status = response.getStatus();
		return request.getAttribute(FAILED) != null || status == HttpStatus.UNAUTHORIZED.value()
				|| (status == HttpStatus.BAD_REQUEST.value() && BACK_CHANNEL.matches(request));
	}

	private static RequestMatcher path(String pattern) {
		return PathPatternRequestMatcher.withDefaults().matcher(pattern);
	}

	/**
	 * Checks passwords with a deliberately slow hash, also for unknown users, unless too
	 * many attempts have failed for the user at this address, or for the user anywhere.
	 * Failures per address are limited before.
	 */
	static final class Passwords extends DaoAuthenticationProvider {

		private final Throttle userAtAddress;

		private final Throttle user;

		Passwords(UserDetailsService users, PasswordEncoder encoder, long failures) {
			super(users);
			setPasswordEncoder(encoder);
			this.userAtAddress = new Throttle(failures, failures, Duration.ofMinutes(1));
			this.user = new Throttle(failures * 10, failures * 10, Duration.ofMinutes(1));
		}

		/**
		 * Check a password. An attempt counts as failed until the result is known, since
		 * many can be made at once.
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
