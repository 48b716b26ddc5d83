package io.realtimeclock.gateway.login;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a session that is not good any more when it is used. */
final class SessionGate extends OncePerRequestFilter {

	private final SessionRules rules;

	SessionGate(SessionRules rules) {
		this.rules = rules;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		HttpSession session = request.getSession(false);
		if (session != null && !this.rules.isGood(session)) {
			session.invalidate();
		}
		chain.doFilter(request, response);
	}

	/** These don't ask who is there. */
	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String path = request.getServletPath();
		return path.equals("/livez") || path.equals("/readyz") || path.startsWith("/assets/");
	}

}
