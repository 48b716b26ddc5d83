package io.realtimeclock.gateway.handshake;

import java.io.IOException;

import io.realtimeclock.gateway.Paths;
import io.realtimeclock.gateway.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Adds a problem document to refused handshakes: Spring sets a status alone. */
@Component
final class HandshakeProblems extends OncePerRequestFilter {

	private final Problems problems;

	HandshakeProblems(Problems problems) {
		this.problems = problems;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !Paths.HANDSHAKES.matches(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(request, response);
		HttpStatus status = HttpStatus.resolve(response.getStatus());
		if (status != null && status.isError() && !response.isCommitted() && response.getContentType() == null) {
			this.problems.write(request, response, status, "No WebSocket was opened.");
		}
	}

}
