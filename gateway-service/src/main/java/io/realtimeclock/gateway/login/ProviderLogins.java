package io.realtimeclock.gateway.login;

import java.time.Duration;

import io.realtimeclock.gateway.problem.Problems;
import io.realtimeclock.gateway.session.UserSessions;
import io.realtimeclock.gateway.throttle.Throttle;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.stereotype.Component;

/**
 * Lets people in by an OpenID provider, if there is one, and out at both places: the
 * log-out here leads to the provider's, and one there ends the sessions here.
 */
@Component
final class ProviderLogins {

	/** Each is sent to the provider before anybody is known. */
	private static final int ATTEMPTS_A_MINUTE = 60;

	private final Providers providers;

	private final UserSessions logins;

	private final Problems problems;

	private final JsonMapper json;

	ProviderLogins(Providers providers, UserSessions logins, Problems problems, JsonMapper json) {
		this.json = json;
		this.providers = providers;
		this.logins = logins;
		this.problems = problems;
	}

	void configure(HttpSecurity http) throws Exception {
		ClientRegistrationRepository registrations = this.providers.repository();
		if (registrations == null) {
			return;
		}
		OidcClientInitiatedLogoutSuccessHandler loggedOut = new OidcClientInitiatedLogoutSuccessHandler(registrations);
		loggedOut.setDefaultTargetUrl("/login?logout");
		loggedOut.setPostLogoutRedirectUri("{baseUrl}/login?logout");
		AddressThrottle attempts = new AddressThrottle(
				PathPatternRequestMatcher.withDefaults().matcher("/oauth2/authorization/*"),
				new Throttle(ATTEMPTS_A_MINUTE, ATTEMPTS_A_MINUTE, Duration.ofMinutes(1)), this.problems);
		http.addFilterBefore(attempts, SecurityContextHolderFilter.class);
		http.oauth2Login((login) -> login.loginPage("/login")
			.successHandler(new SimpleUrlAuthenticationSuccessHandler("/"))
			.failureHandler(new LoginFailures())
			.authorizationEndpoint((endpoint) -> endpoint
				.authorizationRequestRepository(new AuthorizationRequestCookies(registrations, this.json)))
			.authorizedClientRepository(new NoAuthorizedClients()))
			.logout((logout) -> logout.logoutSuccessHandler(loggedOut))
			.oidcLogout((logout) -> logout
				.backChannel((channel) -> channel.logoutHandler(new ProviderLogOut(this.logins))));
	}

}
