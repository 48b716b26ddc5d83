package io.realtimeclock.gateway.login;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session that is too old, however much it is used.
 */
final class SessionLifeLimit extends OncePerRequestFilter {

	private final Duration longestLife;

	SessionLifeLimit(Duration longestLife) {
		this.longestLife = longestLife;
	}

	static boolean isOver(Instant created, Duration longestLife) {
		return created.plus(longestLife).isBefore(Instant.now());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		HttpSession session = request.getSession(false);
		if (session != null && isOver(Instant.ofEpochMilli(session.getCreationTime()), this.longestLife)) {
			session.invalidate();
		}
		chain.doFilter(request, response);
	}

	/**
	 * These don't ask who is there.
	 */
	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String path = request.getRequestURI();
		return path.equals("/livez") || path.equals("/readyz") || path.startsWith("/assets/");
	}

}
