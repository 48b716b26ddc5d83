package io.realtimeclock.gateway.login;

import java.io.IOException;

import io.realtimeclock.gateway.problem.Problems;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;

/**
 * Shows a person the login again, in the same words whatever was wrong, unless it has
 * been wrong too often.
 */
final class LoginFailures implements AuthenticationFailureHandler {

	private final AuthenticationFailureHandler again = new SimpleUrlAuthenticationFailureHandler("/login?error");

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException failure) throws IOException, ServletException {
		if (failure instanceof TooManyAttemptsException tooMany) {
			Problems.status(response, tooMany.waitTime());
			request.getRequestDispatcher(Paths.THROTTLED).forward(request, response);
		}
		else {
			this.again.onAuthenticationFailure(request, response, failure);
		}
	}

}
