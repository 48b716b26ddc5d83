package io.realtimeclock.gateway.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/**
 * A session with the login of a user.
 *
 * @param id the session's id
 * @param login the session's attribute
 */
record StoredSession(String id, Object login) {

	/** Log a user with a password in. */
	static StoredSession of(SessionParts parts, String user) {
		return of(parts, password(parts, user));
	}

	static StoredSession of(SessionParts parts, Authentication login) {
		return of(parts, login, new MockHttpServletRequest());
	}

	static StoredSession of(SessionParts parts, Authentication login, MockHttpServletRequest request) {
		parts.validity().store(login, request);
		return new StoredSession(request.getSession().getId(),
				Objects.requireNonNull(request.getSession().getAttribute(SessionValidity.ATTRIBUTE)));
	}

	static Authentication password(SessionParts parts, String user) {
		UserDetails principal = parts.users().find(user);
		return UsernamePasswordAuthenticationToken.authenticated(principal, null, principal.getAuthorities());
	}

	/** Return the login of a user at an OpenID provider. */
	static Authentication oidc(String user, String session) {
		OidcIdToken token = new OidcIdToken("the.id.token", null, null,
				Map.of("sub", user, "iss", "https://login.example.org", "sid", session));
		DefaultOidcUser principal = new DefaultOidcUser(AuthorityUtils.createAuthorityList("ROLE_at_login"), token);
		return new OAuth2AuthenticationToken(principal, principal.getAuthorities(), "staff");
	}

	/** Return its login, if it is valid now. */
	@Nullable Authentication check(SessionParts parts) {
		return check(parts, Instant.now());
	}

	@Nullable Authentication check(SessionParts parts, Instant created) {
		return parts.validity().check(this.id, created, this.login);
	}

	/** Return what the login may do now. */
	List<String> authorities(SessionParts parts) {
		return AuthorityUtils.authorityListToSet(Objects.requireNonNull(check(parts)).getAuthorities())
			.stream()
			.sorted()
			.toList();
	}

}
