package io.realtimeclock.gateway.login;

import java.io.IOException;

import io.realtimeclock.gateway.problem.Problems;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Shows a person the login again, in the same words whatever was wrong, unless it has
 * been wrong too often.
 */
final class LoginFailures implements AuthenticationFailureHandler {

	private final RedirectStrategy again = new DefaultRedirectStrategy();

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException failure) throws IOException, ServletException {
		if (failure instanceof TooManyAttemptsException tooMany) {
			Problems.status(response, tooMany.waitTime());
			request.getRequestDispatcher(Paths.THROTTLED).forward(request, response);
		}
		else {
			// Spring's own handler would make a session to keep the failure in
			this.again.sendRedirect(request, response, "/login?error");
		}
	}

}
