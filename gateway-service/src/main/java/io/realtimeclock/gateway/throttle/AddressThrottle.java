package io.realtimeclock.gateway.throttle;

import java.io.IOException;
import java.time.Duration;

import io.realtimeclock.gateway.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits how often an address may send expensive requests, before any login is checked.
 */
final class AddressThrottle extends OncePerRequestFilter {

	private final RequestMatcher requests;

	private final Throttle throttle;

	private final Problems problems;

	AddressThrottle(RequestMatcher requests, Throttle throttle, Problems problems) {
		this.requests = requests;
		this.throttle = throttle;
		this.problems = problems;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !this.requests.matches(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Duration wait = this.throttle.take(ClientAddress.group(request.getRemoteAddr()));
		if (wait.isZero()) {
			chain.doFilter(request, response);
		}
		else {
			this.problems.tooMany(request, response, wait, "Too many attempts from this address.");
		}
	}

}
