package io.realtimeclock.gateway.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.stereotype.Component;

/**
 * Ends the session of a request that logs out. The id is that of the cookie, since the
 * request has no login if Redis has lost the session.
 */
@Component
final class SessionLogout implements LogoutHandler {

	private final CookieSerializer cookies;

	private final OwnSessions sessions;

	SessionLogout(CookieSerializer cookies, OwnSessions sessions) {
		this.cookies = cookies;
		this.sessions = sessions;
	}

	@Override
	public void logout(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication login) {
		this.cookies.readCookieValues(request).forEach(this.sessions::end);
	}

}
