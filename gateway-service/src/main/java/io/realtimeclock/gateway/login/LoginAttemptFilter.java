package io.realtimeclock.gateway.login;

import java.io.IOException;
import java.time.Duration;

import io.realtimeclock.gateway.Paths;
import io.realtimeclock.gateway.oidc.BearerTokens;
import io.realtimeclock.gateway.problem.Problems;
import io.realtimeclock.gateway.throttle.Throttle;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the failed logins per address, for every way to log in: form, HTTP Basic, bearer
 * token, an OpenID provider's callback and its back-channel logout. It runs before all
 * filters that are expensive or store what was sent.
 */
final class LoginAttemptFilter extends OncePerRequestFilter {

	private static final int FAILURES_PER_ADDRESS = 5;

	private static final String FAILED = LoginAttemptFilter.class.getName() + ".failed";

	private static final RequestMatcher BACK_CHANNEL = path("/logout/connect/back-channel/*");

	private static final RequestMatcher PAGES = new OrRequestMatcher(
			PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/login"), path("/login/oauth2/code/*"));

	private static final RequestMatcher ATTEMPTS = new OrRequestMatcher(PAGES, BACK_CHANNEL,
			(request) -> request.getHeader(HttpHeaders.AUTHORIZATION) != null || BearerTokens.isSubprotocol(request));

	private final Throttle failures;

	private final Problems problems;

	LoginAttemptFilter(int failuresOfUser, Problems problems) {
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

}
