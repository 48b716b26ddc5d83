package io.realtimeclock.gateway.login;

import java.io.IOException;
import java.util.Set;

import io.realtimeclock.gateway.Paths;
import io.realtimeclock.gateway.login.LoginThrottle.TooManyAttemptsException;
import io.realtimeclock.gateway.problem.Problems;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Answers requests without a login: pages redirect to the login page; all other requests,
 * among them the WebSocket handshake, get a problem document.
 */
final class ProblemEntryPoint implements AuthenticationEntryPoint, AccessDeniedHandler {

	private static final String CHALLENGE = "Basic realm=\"Realtime Clock\"";

	private static final String BAD_TOKEN = "Bearer error=\"invalid_token\"";

	private static final RequestMatcher FORMS = new OrRequestMatcher(form("/login"), form("/logout"));

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

	ProblemEntryPoint(Problems problems) {
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

	private static RequestMatcher form(String path) {
		return PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, path);
	}

	private static boolean isPage(HttpServletRequest request) {
		return METHODS_OF_PAGES.contains(request.getMethod()) && Paths.PAGES.matches(request);
	}

	private void notFound(HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.problems.write(request, response, HttpStatus.NOT_FOUND, "There is nothing here.");
	}

}
