package io.realtimeclock.gateway.login;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;

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
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.StringUtils;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;

/**
 * Answers requests without a login, and logins that fail. Pages redirect to the login
 * page; all other requests, among them the WebSocket handshake, get a problem document.
 */
final class LoginAnswers implements AuthenticationEntryPoint, AccessDeniedHandler {

	private static final Log logger = LogFactory.getLog(LoginAnswers.class);

	private static final String CHALLENGE = "Basic realm=\"Realtime Clock\"";

	private static final String BAD_TOKEN = "Bearer error=\"invalid_token\"";

	private static final RequestMatcher FORMS = new OrRequestMatcher(
			PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/login"),
			PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/logout"));

	/** What browsers send by themselves, forms too. */
	private static final Set<String> METHODS_OF_PAGES = Set.of("GET", "POST");

	private final AuthenticationEntryPoint login = new LoginUrlAuthenticationEntryPoint("/login") {

		@Override
		protected String determineUrlToUseForThisRequest(HttpServletRequest request, HttpServletResponse response,
				AuthenticationException failure) {
			return Paths.login(request);
		}

	};

	private final DefaultRedirectStrategy redirect = new DefaultRedirectStrategy();

	private final Problems problems;

	LoginAnswers(Problems problems) {
		this.problems = problems;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException, ServletException {
		boolean tried = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
		if (failure instanceof TooManyAttemptsException tooMany) {
			this.problems.tooMany(request, response, tooMany.waitTime(), "Too many logins have failed.");
		}
		else if (!tried && isPage(request)) {
			this.login.commence(request, response, failure);
		}
		else if (tried || Paths.KNOWN.matches(request)) {
			if (failure instanceof OAuth2AuthenticationException) {
				response.setHeader(HttpHeaders.WWW_AUTHENTICATE, BAD_TOKEN);
			}
			else if (request.getHeader("Sec-Fetch-Mode") == null) {
				// A browser would open its own dialog for it
				response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
			}
			this.problems.write(request, response, HttpStatus.UNAUTHORIZED, "Log in first.");
		}
		else {
			notFound(request, response);
		}
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
			throws IOException, ServletException {
		if (failure instanceof CsrfException && isForm(request)) {
			expired(request, response);
		}
		else if (Paths.KNOWN.matches(request)) {
			this.problems.write(request, response, HttpStatus.FORBIDDEN,
					"The form has expired; load its page again and send it once more.");
		}
		else {
			notFound(request, response);
		}
	}

	/**
	 * Answer a form that another tab's login has made invalid. A user who is logged in
	 * sees the page with the name and a button to log out that works: the login page
	 * would look like a logout, and a login there would end the one of the other tab.
	 */
	private void expired(HttpServletRequest request, HttpServletResponse response)
			throws IOException, ServletException {
		if (SecurityContextHolder.getContext().getAuthentication() != null) {
			this.redirect.sendRedirect(request, response, Paths.afterLogin(request));
		}
		else {
			response.setStatus(HttpStatus.FORBIDDEN.value());
			request.getRequestDispatcher(Paths.EXPIRED).forward(request, response);
		}
	}

	/** Return whether a browser shows the answer as its page. */
	private static boolean isForm(HttpServletRequest request) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE) && FORMS.matches(request);
	}

	private static boolean isPage(HttpServletRequest request) {
		return METHODS_OF_PAGES.contains(request.getMethod()) && Paths.PAGES.matches(request);
	}

	private void notFound(HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.problems.write(request, response, HttpStatus.NOT_FOUND, "There is nothing here.");
	}

	/** Shows the login page again. A wrong name and a wrong password are one reason. */
	static final class Failures implements AuthenticationFailureHandler {

		private static final String RETRY_AFTER_SECONDS = "10";

		private static final int MAX_LOGGED = 300;

		private static final Set<String> OUTAGE_CODES = Set.of(OAuth2ErrorCodes.TEMPORARILY_UNAVAILABLE,
				OAuth2ErrorCodes.SERVER_ERROR);

		private static final Set<Class<? extends Exception>> OUTAGES = Set.of(AuthenticationServiceException.class,
				ResourceAccessException.class, HttpServerErrorException.class, KeySourceException.class);

		private final LogRateLimiter outages = new LogRateLimiter(Duration.ofSeconds(2));

		private final DefaultRedirectStrategy redirect = new DefaultRedirectStrategy();

		private final Problems problems;

		private final SecurityContextRepository logins;

		Failures(Problems problems, SecurityContextRepository logins) {
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

		private static boolean isOutage(@Nullable Throwable failure) {
			if (failure instanceof OAuth2AuthenticationException provider
					&& OUTAGE_CODES.contains(provider.getError().getErrorCode())) {
				return true;
			}
			return failure != null
					&& (OUTAGES.stream().anyMatch((type) -> type.isInstance(failure)) || isOutage(failure.getCause()));
		}

		private static void log(AuthenticationException failure) {
			logger.warn("A login with an OpenID provider failed: "
					+ StringUtils.truncate(String.valueOf(failure.getMessage()), MAX_LOGGED));
		}

	}

}
