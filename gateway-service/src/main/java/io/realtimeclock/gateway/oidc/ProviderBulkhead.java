package io.realtimeclock.gateway.oidc;

import java.io.IOException;
import java.util.concurrent.Semaphore;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits how many requests may wait for an OpenID provider; all others are refused at
 * once, so a slow provider blocks a few threads and not all.
 */
final class ProviderBulkhead extends OncePerRequestFilter {

	private final RequestMatcher requests;

	private final Semaphore permits;

	private final AuthenticationFailureHandler refuse;

	ProviderBulkhead(RequestMatcher requests, int permits, AuthenticationFailureHandler refuse) {
		this.requests = requests;
		this.permits = new Semaphore(permits);
		this.refuse = refuse;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !this.requests.matches(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!this.permits.tryAcquire()) {
			AuthenticationException busy = new ProviderMetadata.UnavailableException(
					"Too many logins wait for the OpenID provider");
			this.refuse.onAuthenticationFailure(request, response, busy);
			return;
		}
		try {
			chain.doFilter(request, response);
		}
		finally {
			this.permits.release();
		}
	}

}
