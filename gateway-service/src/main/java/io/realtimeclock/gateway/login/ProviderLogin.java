package io.realtimeclock.gateway.login;

import java.util.ArrayList;
import java.util.List;

import org.springframework.security.oauth2.client.oidc.authentication.logout.LogoutTokenClaimAccessor;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimAccessor;

/**
 * What an OpenID provider calls a login: by its own session, by the person, or both
 * (OpenID Connect Back-Channel Logout 1.0, section 2.4).
 */
final class ProviderLogin {

	private ProviderLogin() {
	}

	static List<String> of(IdTokenClaimAccessor token) {
		List<String> names = new ArrayList<>();
		String session = token.getClaimAsString("sid");
		if (session != null) {
			names.add(token.getIssuer() + " sid " + session);
		}
		names.add(token.getIssuer() + " sub " + token.getSubject());
		return names;
	}

	/** Name what is to end: one login if it is told which, else all of the person. */
	static String of(LogoutTokenClaimAccessor token) {
		return (token.getSessionId() != null) ? token.getIssuer() + " sid " + token.getSessionId()
				: token.getIssuer() + " sub " + token.getSubject();
	}

}
