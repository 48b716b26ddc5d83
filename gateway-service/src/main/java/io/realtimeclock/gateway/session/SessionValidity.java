package io.realtimeclock.gateway.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.oidc.OidcProviders;
import io.realtimeclock.gateway.revocation.Login;
import io.realtimeclock.gateway.revocation.Login.LoginName;
import io.realtimeclock.gateway.revocation.LoginClock;
import io.realtimeclock.gateway.revocation.UserSessions;
import io.realtimeclock.gateway.users.UserDirectory;
import io.realtimeclock.gateway.users.UserDirectory.PasswordUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

/**
 * Checks whether a session in Redis is valid: readable, not older than the longest life,
 * made with the current password and no more roles of the file of users than its user has
 * now, and not ended.
 */
@Component
final class SessionValidity {

	/** The attribute of the session that holds the login. */
	static final String ATTRIBUTE = HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

	private final UserDirectory users;

	private final UserSessions logins;

	private final LoginClock clock;

	private final JsonMapper json;

	private final Duration longestLife;

	SessionValidity(UserDirectory users, UserSessions logins, LoginClock clock, JsonMapper json,
			GatewayProperties properties) {
		this.users = users;
		this.logins = logins;
		this.clock = clock;
		this.json = json;
		this.longestLife = properties.sessionLife();
	}

	/** Keep a login in its session. */
	void store(Authentication login, HttpServletRequest request) {
		HttpSession session = request.getSession();
		StoredLogin stored = StoredLogin.of(login, this.clock.beginOf(request), LoginOrigin.of(request));
		this.logins.begin(stored.user(), session.getId());
		session.setAttribute(ATTRIBUTE, this.json.writeValueAsString(stored));
	}

	/**
	 * Return the login of a session, {@code null} if it is not valid.
	 * @param attribute the session's attribute
	 */
	@Nullable Authentication check(String id, Instant created, @Nullable Object attribute) {
		StoredLogin stored = (attribute instanceof String text) ? read(text) : null;
		Instant now = Instant.now();
		Instant end = created.plus(this.longestLife);
		boolean credible = created.isBefore(now.plus(this.longestLife));
		if (stored == null || !credible || end.isBefore(now) || !this.users.keeps(stored.user(), stored.dependsOn())) {
			return null;
		}
		Login login = login(id, stored, end);
		if (this.logins.isEnded(login)) {
			return null;
		}
		// Roles may have changed in the configuration since then
		return stored.authentication(login,
				(stored.password() != null) ? this.users.authorities(stored.user()) : stored.granted());
	}

	/**
	 * Return whether the login of a session has ended on all gateways. If it is only not
	 * valid here, another gateway may have another file of users or another clock.
	 */
	boolean isEnded(String id, @Nullable Object attribute) {
		StoredLogin stored = (attribute instanceof String text) ? read(text) : null;
		return stored != null && this.logins.isEnded(login(id, stored, Instant.MAX));
	}

	/** Return where the login of a session came from. */
	LoginOrigin originOf(@Nullable Object attribute) {
		StoredLogin stored = (attribute instanceof String text) ? read(text) : null;
		return (stored != null && stored.origin() != null) ? stored.origin() : LoginOrigin.UNKNOWN;
	}

	private @Nullable StoredLogin read(String text) {
		try {
			return this.json.readValue(text, StoredLogin.class);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static Login login(String id, StoredLogin stored, Instant end) {
		return new Login(stored.user(), id, names(id, stored), stored.dependsOn(), Instant.ofEpochMilli(stored.since()),
				end);
	}

	private static List<LoginName> names(String id, StoredLogin stored) {
		List<LoginName> names = new ArrayList<>(List.of(LoginName.session(id), LoginName.user(stored.user())));
		if (stored.provider() != null) {
			stored.provider().names().forEach((name) -> names.add(LoginName.provider(name)));
		}
		return List.copyOf(names);
	}

	/**
	 * A login as its session stores it, in JSON. Fields may be added, never removed or
	 * changed.
	 *
	 * @param user the user's name
	 * @param authorities the authorities of the user
	 * @param since when the login began, in epoch milliseconds by the clock of Redis
	 * @param password the fingerprint of the password, {@code null} without a password
	 * @param provider the login at an OpenID provider, {@code null} if there was none
	 * @param origin where the login came from, {@code null} before this was stored
	 * @param roles the roles in the file of users, which the user must keep
	 */
	private record StoredLogin(String user, List<String> authorities, long since, @Nullable String password,
			@Nullable ProviderPart provider, @Nullable LoginOrigin origin, @Nullable List<String> roles) {

		StoredLogin {
			Assert.hasText(user, "No user");
			authorities = List.copyOf(authorities);
			authorities.forEach((authority) -> Assert.hasText(authority, "No authority"));
			roles = (roles != null) ? List.copyOf(roles) : List.of();
		}

		/** Return what the user must keep, or the login ends. */
		Set<String> dependsOn() {
			Set<String> all = new HashSet<>((this.roles != null) ? this.roles : List.of());
			if (this.password != null) {
				all.add(this.password);
			}
			return all;
		}

		/**
		 * A login at an OpenID provider.
		 *
		 * @param registration the provider
		 * @param idToken the ID token, which its logout asks for
		 * @param names the names with which the provider can end the login
		 */
		record ProviderPart(String registration, String idToken, List<String> names) {

			ProviderPart {
				Assert.hasText(registration, "No registration");
				Assert.hasText(idToken, "No ID token");
				names = List.copyOf(names);
			}

		}

		static StoredLogin of(Authentication login, Instant since, LoginOrigin origin) {
			PasswordUser user = PasswordUser.of(login);
			return new StoredLogin(login.getName(), names(login.getAuthorities()), since.toEpochMilli(),
					(user != null) ? user.fingerprint() : null, providerPart(login), origin,
					(user != null) ? List.copyOf(user.roles()) : null);
		}

		private static List<String> names(Collection<? extends GrantedAuthority> authorities) {
			return authorities.stream().map(GrantedAuthority::getAuthority).map(String::valueOf).toList();
		}

		private static @Nullable ProviderPart providerPart(Authentication login) {
			return (login instanceof OAuth2AuthenticationToken token && token.getPrincipal() instanceof OidcUser oidc)
					? new ProviderPart(token.getAuthorizedClientRegistrationId(), oidc.getIdToken().getTokenValue(),
							OidcProviders.loginNames(oidc))
					: null;
		}

		/** Return what the user was allowed to do when the login began. */
		List<GrantedAuthority> granted() {
			return AuthorityUtils.createAuthorityList(this.authorities);
		}

		/**
		 * Return the login as Spring Security knows it.
		 * @param details the login as the registry of logins knows it
		 * @param granted what the user may do now
		 */
		Authentication authentication(Login details, List<GrantedAuthority> granted) {
			ProviderPart part = this.provider;
			AbstractAuthenticationToken login = (part != null) ? authentication(part, granted)
					: UsernamePasswordAuthenticationToken.authenticated(this.user, null, granted);
			login.setDetails(details);
			return login;
		}

		/**
		 * Of the ID token only the text is used again, for the provider's logout. Its
		 * subject stands for the user's name here.
		 */
		private OAuth2AuthenticationToken authentication(ProviderPart part, List<GrantedAuthority> granted) {
			OidcIdToken idToken = new OidcIdToken(part.idToken(), null, null, Map.of(IdTokenClaimNames.SUB, this.user));
			return new OAuth2AuthenticationToken(new DefaultOidcUser(granted, idToken), granted, part.registration());
		}

	}

}
