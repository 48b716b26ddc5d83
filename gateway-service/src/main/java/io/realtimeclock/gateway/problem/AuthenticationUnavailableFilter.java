package io.realtimeclock.gateway.problem;

import java.io.IOException;
import java.time.Duration;

import io.realtimeclock.redis.RedisFailedException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 while Redis or the issuer of the tokens does not answer: without them no
 * login can be checked.
 */
@Component
@Order(SessionRepositoryFilter.DEFAULT_ORDER - 1)
final class AuthenticationUnavailableFilter extends OncePerRequestFilter {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

	private static final String NO_STORE = "The store of the sessions does not answer; try again.";

	private final Problems problems;

	AuthenticationUnavailableFilter(Problems problems) {
		this.problems = problems;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (RedisFailedException ex) {
			unavailable(request, response, ex, NO_STORE);
		}
		catch (ServletException ex) {
			// A controller's exception is wrapped
			if (!(ex.getCause() instanceof RedisFailedException failure)) {
				throw ex;
			}
			unavailable(request, response, failure, NO_STORE);
		}
		catch (AuthenticationServiceException ex) {
			unavailable(request, response, ex, "The token's issuer does not answer; try again.");
		}
	}

	private void unavailable(HttpServletRequest request, HttpServletResponse response, RuntimeException failure,
			String detail) throws IOException {
		if (response.isCommitted()) {
			throw failure;
		}
		response.reset();
		this.problems.unavailable(request, response, RETRY_AFTER, detail);
	}

}
