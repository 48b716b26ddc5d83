package io.realtimeclock.gateway.login;

import java.util.Objects;

import io.realtimeclock.gateway.session.LoginSession;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.stereotype.Component;

/**
 * Reads who is logged in from the session and leaves the session as it is: one question
 * to Redis, where a request that uses the servlet API's session asks two and writes
 * twice.
 */
@Component
@SuppressWarnings("deprecation") // The interface still names what it has replaced
final class SessionLogins implements SecurityContextRepository {

	private final CookieSerializer cookies;

	private final SessionRepository<?> sessions;

	private final SessionRules rules;

	SessionLogins(CookieSerializer cookies, SessionRepository<?> sessions, SessionRules rules) {
		this.cookies = cookies;
		this.sessions = sessions;
		this.rules = rules;
	}

	@Override
	public SecurityContext loadContext(HttpRequestResponseHolder exchange) {
		HttpServletRequest request = exchange.getRequest();
		return this.cookies.readCookieValues(request)
			.stream()
			.map(this.sessions::findById)
			.filter(Objects::nonNull)
			.filter(this.rules::isGood)
			.map((session) -> context(session, request))
			.findFirst()
			.orElseGet(SecurityContextImpl::new);
	}

	private static SecurityContext context(Session session, HttpServletRequest request) {
		new LoginSession(session.getId(), session.getCreationTime()).attachTo(request);
		return session.getAttributeOrDefault(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
				new SecurityContextImpl());
	}

	/** Keep nothing: a log-in that comes with the request is that request's alone. */
	@Override
	public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
	}

	@Override
	public boolean containsContext(HttpServletRequest request) {
		return loadDeferredContext(request).get().getAuthentication() != null;
	}

}
