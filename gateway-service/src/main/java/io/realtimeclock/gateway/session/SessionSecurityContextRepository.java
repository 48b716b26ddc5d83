package io.realtimeclock.gateway.session;

import java.time.Instant;
import java.util.Objects;

import io.realtimeclock.gateway.Paths;
import io.realtimeclock.gateway.revocation.LoginClock;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.SessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.stereotype.Component;

/**
 * Reads the login of a request from its session, and ends the session at a logout. A
 * request for a page counts as use of the session. A handshake only reads it: one command
 * to Redis instead of two reads and two writes with the servlet API's session.
 */
@Component
@SuppressWarnings("deprecation") // The interface still has its deprecated methods
final class SessionSecurityContextRepository implements SecurityContextRepository, LogoutHandler {

	private final CookieSerializer cookies;

	private final SessionRepository<?> sessions;

	private final SessionValidity validity;

	private final OwnSessions own;

	private final LoginClock clock;

	SessionSecurityContextRepository(CookieSerializer cookies, SessionRepository<?> sessions, SessionValidity validity,
			OwnSessions own, LoginClock clock) {
		this.cookies = cookies;
		this.sessions = sessions;
		this.validity = validity;
		this.own = own;
		this.clock = clock;
	}

	@Override
	public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
		this.clock.begin(request);
		return SecurityContextRepository.super.loadDeferredContext(request);
	}

	@Override
	public SecurityContext loadContext(HttpRequestResponseHolder exchange) {
		HttpServletRequest request = exchange.getRequest();
		Authentication login = Paths.HANDSHAKES.matches(request) ? loginOfHandshake(request) : loginOfPage(request);
		return (login != null) ? new SecurityContextImpl(login) : new SecurityContextImpl();
	}

	private @Nullable Authentication loginOfHandshake(HttpServletRequest request) {
		return this.cookies.readCookieValues(request)
			.stream()
			.map(this.sessions::findById)
			.filter(Objects::nonNull)
			.map((session) -> this.validity.check(session.getId(), session.getCreationTime(),
					session.getAttribute(SessionValidity.ATTRIBUTE)))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private @Nullable Authentication loginOfPage(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		if (session == null) {
			return null;
		}
		Object stored = session.getAttribute(SessionValidity.ATTRIBUTE);
		Authentication login = this.validity.check(session.getId(), Instant.ofEpochMilli(session.getCreationTime()),
				stored);
		if (login == null && this.validity.isEnded(session.getId(), stored)) {
			session.invalidate();
		}
		return login;
	}

	/**
	 * Keep a new login in its session, the only one that is ever made. It ends the
	 * browser's previous session: if Redis has lost that one, its sockets are still open,
	 * and no logout could end them once the browser has the new cookie.
	 */
	@Override
	public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
		Authentication login = context.getAuthentication();
		if (login != null) {
			logout(request, response, null);
			this.validity.store(login, request);
		}
	}

	/**
	 * End the sessions of a request. Their ids are those of its cookies, since it has no
	 * login if Redis has lost them.
	 */
	@Override
	public void logout(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication login) {
		this.cookies.readCookieValues(request).forEach(this.own::end);
	}

	@Override
	public boolean containsContext(HttpServletRequest request) {
		return loadDeferredContext(request).get().getAuthentication() != null;
	}

}
