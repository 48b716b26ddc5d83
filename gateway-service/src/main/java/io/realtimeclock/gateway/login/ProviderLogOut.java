package io.realtimeclock.gateway.login;

import io.realtimeclock.gateway.session.UserSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/**
 * Ends the sessions of somebody who logged out at the OpenID provider, which says so by a
 * token (OpenID Connect Back-Channel Logout 1.0). Their sockets end with them.
 */
final class ProviderLogOut implements LogoutHandler {

	private static final Log logger = LogFactory.getLog(ProviderLogOut.class);

	private final UserSessions logins;

	ProviderLogOut(UserSessions logins) {
		this.logins = logins;
	}

	@Override
	public void logout(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication logOut) {
		if (logOut != null && logOut.getPrincipal() instanceof OidcLogoutToken token) {
			this.logins.endProviderLogin(ProviderLogin.of(token));
			logger.debug("Sessions ended by a log-out at " + token.getIssuer());
		}
	}

}
