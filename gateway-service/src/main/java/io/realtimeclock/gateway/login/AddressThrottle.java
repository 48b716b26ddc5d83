package io.realtimeclock.gateway.login;

import java.io.IOException;
import java.time.Duration;

import io.realtimeclock.gateway.problem.Problems;
import io.realtimeclock.gateway.throttle.ClientAddress;
import io.realtimeclock.gateway.throttle.Throttle;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Bounds how often an address may begin what costs us something, before anybody is asked
 * who it is.
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
