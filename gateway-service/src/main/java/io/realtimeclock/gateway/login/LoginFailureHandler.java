package io.realtimeclock.gateway.login;

import java.io.IOException;
import java.time.Duration;

import com.nimbusds.jose.KeySourceException;
import io.realtimeclock.gateway.Paths;
import io.realtimeclock.gateway.login.LoginThrottle.TooManyAttemptsException;
import io.realtimeclock.gateway.oidc.OidcLogin;
import io.realtimeclock.gateway.problem.Problems;
import io.realtimeclock.logging.LogRateLimiter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.util.StringUtils;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;

/**
 * Shows the login page again after a failed login, with the reason. A wrong name and a
 * wrong password give the same reason.
 */
final class LoginFailureHandler implements AuthenticationFailureHandler {

	private static final Log logger = LogFactory.getLog(LoginFailureHandler.class);

	private static final String RETRY_AFTER_SECONDS = "10";

	private static final int MAX_LOGGED = 300;

	private final LogRateLimiter outages = new LogRateLimiter(Duration.ofSeconds(2));

	private final DefaultRedirectStrategy redirect = new DefaultRedirectStrategy();

	private final Problems problems;

	private final SecurityContextRepository logins;

	LoginFailureHandler(Problems problems, SecurityContextRepository logins) {
		this.problems = problems;
		this.logins = logins;
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException failure) throws IOException, ServletException {
		if (failure instanceof TooManyAttemptsException tooMany) {
			Problems.status(response, tooMany.waitTime());
			request.getRequestDispatcher(Paths.THROTTLED).forward(request, response);
		}
		else if (failure.getCause() instanceof IllegalArgumentException
				&& !(failure instanceof OAuth2AuthenticationException)) {
			// There is no such provider
			this.problems.write(request, response, HttpStatus.NOT_FOUND, "There is nothing here.");
		}
		else if (isOutage(failure)) {
			if (this.outages.tryAcquire()) {
				log(failure);
			}
			response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
			response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
			request.getRequestDispatcher(Paths.UNAVAILABLE).forward(request, response);
		}
		else if (failure instanceof OAuth2AuthenticationException provider) {
			refused(request, response, provider);
		}
		else {
			LoginThrottle.failed(request);
			this.redirect.sendRedirect(request, response, Paths.failedLogin(request, "error"));
		}
	}

	private void refused(HttpServletRequest request, HttpServletResponse response,
			OAuth2AuthenticationException failure) throws IOException {
		String reason = reason(failure.getError().getErrorCode());
		LoginThrottle.failed(request);
		if (reason.equals("expired") && this.logins.containsContext(request)) {
			// Another tab has finished the login, or the user went back to it
			this.redirect.sendRedirect(request, response, Paths.afterLogin(request));
			return;
		}
		if (reason.equals("name") || reason.equals("provider")) {
			log(failure);
		}
		this.redirect.sendRedirect(request, response, Paths.failedLogin(request, "error=" + reason));
	}

	private static String reason(String error) {
		return switch (error) {
			case OAuth2ErrorCodes.ACCESS_DENIED -> "cancelled";
			// No such login, begun in another tab, or a code that was used before
			case "authorization_request_not_found", OAuth2ErrorCodes.INVALID_REQUEST, "invalid_state_parameter",
					OAuth2ErrorCodes.INVALID_GRANT ->
				"expired";
			case OidcLogin.NO_NAME -> "name";
			default -> "provider";
		};
	}

	private static boolean isOutage(AuthenticationException failure) {
		boolean said = failure instanceof OAuth2AuthenticationException provider
				&& (provider.getError().getErrorCode().equals(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE)
						|| provider.getError().getErrorCode().equals(OAuth2ErrorCodes.SERVER_ERROR));
		return said || cause(failure, AuthenticationServiceException.class) != null
				|| cause(failure, ResourceAccessException.class) != null
				|| cause(failure, HttpServerErrorException.class) != null
				|| cause(failure, KeySourceException.class) != null;
	}

	private static @Nullable Throwable cause(Throwable failure, Class<? extends Throwable> type) {
		Throwable cause = failure;
		while (cause != null && !type.isInstance(cause)) {
			cause = cause.getCause();
		}
		return cause;
	}

	private static void log(AuthenticationException failure) {
		logger.warn("A login with an OpenID provider failed: "
				+ StringUtils.truncate(String.valueOf(failure.getMessage()), MAX_LOGGED));
	}

}
