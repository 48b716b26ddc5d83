package io.realtimeclock.gateway.login;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.realtimeclock.gateway.problem.Problems;
import io.realtimeclock.gateway.session.UserSessions;
import io.realtimeclock.gateway.throttle.Throttle;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionInformation;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

/**
 * Logs people in with an OpenID provider, if there is one, and out at both ends: the
 * log-out here leads to the provider's, and one there ends the sessions here.
 */
@Component
final class OidcLogins {

	/** Each is sent to the provider before anybody is known. */
	private static final int ATTEMPTS_PER_MINUTE = 60;

	private static final int WAITING_LOGINS = 8;

	private static final int WAITING_LOGOUTS = 2;

	private static final String RETRY_AFTER_SECONDS = "10";

	private final Map<String, JwtDecoder> decoders = new ConcurrentHashMap<>();

	private final Providers providers;

	private final UserSessions logins;

	private final Problems problems;

	private final SessionSecurityContextRepository sessions;

	private final JsonMapper json;

	OidcLogins(Providers providers, UserSessions logins, Problems problems, SessionSecurityContextRepository sessions,
			JsonMapper json) {
		this.providers = providers;
		this.logins = logins;
		this.problems = problems;
		this.sessions = sessions;
		this.json = json;
	}

	void configure(HttpSecurity http) throws Exception {
		if (this.providers.list().isEmpty()) {
			return;
		}
		LoginFailureHandler failures = new LoginFailureHandler(this.problems, this.sessions);
		limit(http, failures);
		OidcUserService people = new OidcUserService();
		DefaultOAuth2UserService userInfo = ProviderClients.userInfo();
		people.setOauth2UserService(userInfo);
		http.oauth2Login((login) -> login.loginPage("/login")
			.clientRegistrationRepository(this.providers)
			.successHandler(SecurityConfiguration::showClock)
			.failureHandler(failures)
			.tokenEndpoint((endpoint) -> endpoint.accessTokenResponseClient(ProviderClients.tokens()))
			.userInfoEndpoint((endpoint) -> endpoint.oidcUserService((request) -> named(people, request))
				.userService((request) -> named(userInfo, request)))
			.withObjectPostProcessor(new RedirectFailures(failures))
			.authorizationEndpoint((endpoint) -> endpoint
				.authorizationRequestRepository(new AuthorizationRequestCookies(this.providers, this.json)))
			.authorizedClientRepository(new NoAuthorizedClients()))
			.logout((logout) -> logout.logoutSuccessHandler(loggedOut()))
			.oidcLogout((logout) -> logout.oidcSessionRegistry(new NoSessions())
				.backChannel((channel) -> channel.logoutHandler(new ProviderLogOut(this.logins))));
	}

	private void limit(HttpSecurity http, LoginFailureHandler failures) {
		AddressThrottle attempts = new AddressThrottle(path("/oauth2/authorization/*"),
				new Throttle(ATTEMPTS_PER_MINUTE, ATTEMPTS_PER_MINUTE, Duration.ofMinutes(1)), this.problems);
		http.addFilterBefore(attempts, SecurityContextHolderFilter.class)
			.addFilterBefore(new ProviderBulkhead(path("/login/oauth2/code/*"), WAITING_LOGINS, failures),
					SecurityContextHolderFilter.class)
			.addFilterBefore(
					new ProviderBulkhead(path("/logout/connect/back-channel/*"), WAITING_LOGOUTS, this::unavailable),
					SecurityContextHolderFilter.class);
	}

	private void unavailable(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
			throws IOException {
		response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
		this.problems.write(request, response, HttpStatus.SERVICE_UNAVAILABLE, "The provider does not answer.");
	}

	private OidcClientInitiatedLogoutSuccessHandler loggedOut() {
		ClientRegistrationRepository known = this.providers::findKnown;
		OidcClientInitiatedLogoutSuccessHandler loggedOut = new OidcClientInitiatedLogoutSuccessHandler(known);
		loggedOut.setDefaultTargetUrl("/login?logout");
		loggedOut.setPostLogoutRedirectUri("{baseUrl}/login?logout");
		return loggedOut;
	}

	/** Return the decoder of a provider's ID tokens. */
	JwtDecoder idTokens(ClientRegistration registration) {
		return this.decoders.computeIfAbsent(registration.getRegistrationId(), (id) -> {
			String keys = registration.getProviderDetails().getJwkSetUri();
			if (keys == null) {
				return new OidcIdTokenDecoderFactory().createDecoder(registration);
			}
			NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(ProviderClients.keys(keys))
				.jwsAlgorithm(SignatureAlgorithm.RS256)
				.build();
			decoder.setJwtValidator(
					JwtValidators.createDefaultWithValidators(List.of(new OidcIdTokenValidator(registration))));
			decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
			return decoder;
		});
	}

	private static <R extends OAuth2UserRequest, U extends OAuth2User> U named(OAuth2UserService<R, U> users,
			R request) {
		ClientRegistration provider = request.getClientRegistration();
		String claim = provider.getProviderDetails().getUserInfoEndpoint().getUserNameAttributeName();
		OAuth2Error unusable = new OAuth2Error(LoginFailureHandler.NO_NAME, "The OpenID provider "
				+ provider.getRegistrationId() + " sent no usable user name in the claim '" + claim + "'", null);
		U user;
		try {
			user = users.loadUser(request);
		}
		catch (IllegalArgumentException ex) {
			// Spring Security's users can't be made without the claim
			throw new OAuth2AuthenticationException(unusable, unusable.toString(), ex);
		}
		if (user == null || !UserNames.isAcceptable(user.getName())) {
			throw new OAuth2AuthenticationException(unusable);
		}
		return user;
	}

	private static RequestMatcher path(String pattern) {
		return PathPatternRequestMatcher.withDefaults().matcher(pattern);
	}

	/** Has the login page say what Spring Security would answer with 500. */
	private record RedirectFailures(
			LoginFailureHandler failures) implements ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> {

		@Override
		public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
			filter.setAuthenticationFailureHandler(this.failures);
			return filter;
		}

	}

	/**
	 * Remembers no session: those in Redis are found by their own index, and Spring
	 * Security's registry would keep each log-in in memory.
	 */
	private static final class NoSessions implements OidcSessionRegistry {

		@Override
		public void saveSessionInformation(OidcSessionInformation session) {
		}

		@Override
		public @Nullable OidcSessionInformation removeSessionInformation(String clientSessionId) {
			return null;
		}

		@Override
		public Iterable<OidcSessionInformation> removeSessionInformation(OidcLogoutToken logoutToken) {
			return List.of();
		}

	}

}
