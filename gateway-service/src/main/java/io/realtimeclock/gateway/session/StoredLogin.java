package io.realtimeclock.gateway.session;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

import io.realtimeclock.gateway.oidc.BackChannelLogout;
import io.realtimeclock.gateway.revocation.Login;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * A login as its session stores it, in JSON. Fields may be added, never removed or
 * changed.
 *
 * @param user the user's name
 * @param authorities the authorities of the user
 * @param since when the login began, in epoch milliseconds by the clock of Redis
 * @param password the fingerprint of the password, {@code null} without a password
 * @param provider the login at an OpenID provider, {@code null} if there was none
 */
record StoredLogin(String user, List<String> authorities, long since, @Nullable String password,
		@Nullable ProviderPart provider) {

	StoredLogin {
		Objects.requireNonNull(user);
		authorities = List.copyOf(authorities);
	}

	/**
	 * A login at an OpenID provider.
	 *
	 * @param registration the provider
	 * @param idToken the ID token, which its log-out asks for
	 * @param names the names with which the provider can end the login
	 */
	record ProviderPart(String registration, String idToken, List<String> names) {

		ProviderPart {
			Objects.requireNonNull(registration);
			Objects.requireNonNull(idToken);
			names = List.copyOf(names);
		}

	}

	/**
	 * Describe a login.
	 * @param fingerprint the fingerprint of the password of a user with a password
	 */
	static StoredLogin of(Authentication login, Instant since, UnaryOperator<String> fingerprint) {
		String user = login.getName();
		String password = (login.getPrincipal() instanceof UserDetails) ? fingerprint.apply(user) : null;
		return new StoredLogin(user, names(login.getAuthorities()), since.toEpochMilli(), password,
				providerPart(login));
	}

	private static List<String> names(Collection<? extends GrantedAuthority> authorities) {
		return authorities.stream().map(GrantedAuthority::getAuthority).map(String::valueOf).toList();
	}

	private static @Nullable ProviderPart providerPart(Authentication login) {
		return (login instanceof OAuth2AuthenticationToken token && token.getPrincipal() instanceof OidcUser oidc)
				? new ProviderPart(token.getAuthorizedClientRegistrationId(), oidc.getIdToken().getTokenValue(),
						BackChannelLogout.names(oidc))
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
	 * Of the ID token only the text is used again, for the provider's log-out. Its
	 * subject stands for the user's name here.
	 */
	private OAuth2AuthenticationToken authentication(ProviderPart part, List<GrantedAuthority> granted) {
		OidcIdToken idToken = new OidcIdToken(part.idToken(), null, null, Map.of(IdTokenClaimNames.SUB, this.user));
		return new OAuth2AuthenticationToken(new DefaultOidcUser(granted, idToken), granted, part.registration());
	}

}
