package io.realtimeclock.gateway.oidc;

import java.util.ArrayList;
import java.util.List;

import io.realtimeclock.gateway.revocation.UserSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.authentication.logout.LogoutTokenClaimAccessor;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimAccessor;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/**
 * Ends the sessions of a user who logged out at the OpenID provider, which sends a logout
 * token (OpenID Connect Back-Channel Logout 1.0).
 */
public final class BackChannelLogout implements LogoutHandler {

	private static final Log logger = LogFactory.getLog(BackChannelLogout.class);

	private final UserSessions logins;

	BackChannelLogout(UserSessions logins) {
		this.logins = logins;
	}

	@Override
	public void logout(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication logout) {
		if (logout != null && logout.getPrincipal() instanceof OidcLogoutToken token) {
			this.logins.endOidcLogin(name(token));
			logger.debug("Sessions ended after a logout at " + token.getIssuer());
		}
	}

	/**
	 * Return the names with which a logout token can refer to a login: the session at the
	 * provider, if there is one, and the user (section 2.4 of the specification).
	 */
	public static List<String> names(IdTokenClaimAccessor token) {
		List<String> names = new ArrayList<>();
		String session = token.getClaimAsString("sid");
		if (session != null) {
			names.add(token.getIssuer() + " sid " + session);
		}
		names.add(token.getIssuer() + " sub " + token.getSubject());
		return names;
	}

	/**
	 * Return the name of one login if the token has a session, else of all of the user.
	 */
	private static String name(LogoutTokenClaimAccessor token) {
		return (token.getSessionId() != null) ? token.getIssuer() + " sid " + token.getSessionId()
				: token.getIssuer() + " sub " + token.getSubject();
	}

}
