package io.realtimeclock.gateway.oidc;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;

import io.realtimeclock.gateway.problem.Problems;
import io.realtimeclock.gateway.revocation.UserSessions;
import io.realtimeclock.gateway.throttle.Throttle;
import io.realtimeclock.gateway.users.UserDirectory;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2UserAuthority;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Logs users in with an OpenID provider and out at both ends: the logout of the gateway
 * redirects to the provider's, and a logout at the provider ends the gateway's sessions.
 */
@Component
public final class OidcLogin {

	/** The error code of a user without a usable name. */
	public static final String NO_NAME = "no_name";

	/** Per address; each redirects to the provider before the user is known. */
	private static final int ATTEMPTS_PER_MINUTE = 60;

	private static final int WAITING_LOGINS = 8;

	private final OidcProviders providers;

	private final UserSessions logins;

	private final Problems problems;

	private final JsonMapper json;

	private final UserDirectory directory;

	OidcLogin(OidcProviders providers, UserSessions logins, Problems problems, JsonMapper json,
			UserDirectory directory) {
		this.directory = directory;
		this.providers = providers;
		this.logins = logins;
		this.problems = problems;
		this.json = json;
	}

	/**
	 * Add the login with a provider to a filter chain, if there is a provider.
	 * @throws Exception as Spring Security declares it
	 */
	public void configure(HttpSecurity http, AuthenticationSuccessHandler success,
			AuthenticationFailureHandler failures) throws Exception {
		if (this.providers.list().isEmpty()) {
			return;
		}
		limit(http, failures);
		OidcUserService users = new OidcUserService();
		DefaultOAuth2UserService userInfo = ProviderClients.userInfo();
		users.setOauth2UserService(userInfo);
		http.oauth2Login((login) -> login.loginPage("/login")
			.clientRegistrationRepository(this.providers)
			.successHandler(success)
			.failureHandler(failures)
			.tokenEndpoint((endpoint) -> endpoint.accessTokenResponseClient(ProviderClients.tokens()))
			.userInfoEndpoint((endpoint) -> endpoint.oidcUserService((request) -> named(users, request))
				.userService((request) -> named(userInfo, request))
				.userAuthoritiesMapper(this::withRoles))
			.withObjectPostProcessor(new RedirectFailures(failures))
			.authorizationEndpoint((endpoint) -> endpoint
				.authorizationRequestRepository(new AuthorizationRequestCookies(this.providers, this.json)))
			.authorizedClientRepository(new NoAuthorizedClients()))
			.logout((logout) -> logout.logoutSuccessHandler(loggedOut()))
			.addFilterBefore(new BackChannelLogout(this.providers, this.logins, this.problems), CsrfFilter.class);
	}

	private void limit(HttpSecurity http, AuthenticationFailureHandler failures) {
		Throttle attempts = new Throttle(ATTEMPTS_PER_MINUTE, ATTEMPTS_PER_MINUTE, Duration.ofMinutes(1));
		http.addFilterBefore(attempts.perAddress(path("/oauth2/authorization/*"), this.problems),
				SecurityContextHolderFilter.class)
			.addFilterBefore(new ProviderBulkhead(path("/login/oauth2/code/*"), WAITING_LOGINS, failures),
					SecurityContextHolderFilter.class);
	}

	private OidcClientInitiatedLogoutSuccessHandler loggedOut() {
		ClientRegistrationRepository known = this.providers::findKnown;
		OidcClientInitiatedLogoutSuccessHandler loggedOut = new OidcClientInitiatedLogoutSuccessHandler(known);
		loggedOut.setDefaultTargetUrl("/login?logout");
		loggedOut.setPostLogoutRedirectUri("{baseUrl}/login?logout");
		return loggedOut;
	}

	private static <R extends OAuth2UserRequest, U extends OAuth2User> U named(OAuth2UserService<R, U> users,
			R request) {
		ClientRegistration provider = request.getClientRegistration();
		String claim = provider.getProviderDetails().getUserInfoEndpoint().getUserNameAttributeName();
		OAuth2Error unusable = new OAuth2Error(NO_NAME, "The OpenID provider " + provider.getRegistrationId()
				+ " sent no usable user name in the claim '" + claim + "'", null);
		U user;
		try {
			user = users.loadUser(request);
		}
		catch (IllegalArgumentException ex) {
			// Spring Security's users can't be made without the claim
			throw new OAuth2AuthenticationException(unusable, unusable.toString(), ex);
		}
		if (user == null || !UserDirectory.isAcceptable(user.getName())) {
			throw new OAuth2AuthenticationException(unusable);
		}
		return user;
	}

	private Collection<? extends GrantedAuthority> withRoles(Collection<? extends GrantedAuthority> granted) {
		List<GrantedAuthority> all = new ArrayList<>(granted);
		granted.forEach((authority) -> {
			if (authority instanceof OAuth2UserAuthority person) {
				all.addAll(this.directory.rolesIn(person.getAttributes()));
			}
		});
		return all;
	}

	private static RequestMatcher path(String pattern) {
		return PathPatternRequestMatcher.withDefaults().matcher(pattern);
	}

	/**
	 * Limits how many requests may wait for an OpenID provider; all others are refused at
	 * once, so a slow provider blocks a few threads and not all.
	 */
	private static final class ProviderBulkhead extends OncePerRequestFilter {

		private final RequestMatcher requests;

		private final Semaphore permits;

		private final AuthenticationFailureHandler refuse;

		ProviderBulkhead(RequestMatcher requests, int permits, AuthenticationFailureHandler refuse) {
			this.requests = requests;
			this.permits = new Semaphore(permits);
			this.refuse = refuse;
		}

		@Override
		protected boolean shouldNotFilter(HttpServletRequest request) {
			return !this.requests.matches(request);
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			if (!this.permits.tryAcquire()) {
				AuthenticationException busy = new ProviderClients.UnavailableException(
						"Too many logins wait for the OpenID provider");
				this.refuse.onAuthenticationFailure(request, response, busy);
				return;
			}
			try {
				chain.doFilter(request, response);
			}
			finally {
				this.permits.release();
			}
		}

	}

	/** Shows the login page with the reason, where Spring Security would answer 500. */
	private record RedirectFailures(AuthenticationFailureHandler failures)
			implements
				ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> {

		@Override
		public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
			filter.setAuthenticationFailureHandler(this.failures);
			return filter;
		}

	}

	/** Stores no access token of a provider: the gateway needs none. */
	private static final class NoAuthorizedClients implements OAuth2AuthorizedClientRepository {

		@Override
		@SuppressWarnings({ "NullAway", "TypeParameterUnusedInFormals" }) // as declared
		public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(String registration,
				Authentication principal, HttpServletRequest request) {
			return null;
		}

		@Override
		public void saveAuthorizedClient(OAuth2AuthorizedClient client, Authentication principal,
				HttpServletRequest request, HttpServletResponse response) {
		}

		@Override
		public void removeAuthorizedClient(String registration, Authentication principal, HttpServletRequest request,
				HttpServletResponse response) {
		}

	}

}
