package io.realtimeclock.gateway.login;

import java.io.IOException;
import java.time.Duration;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.problem.Problems;
import io.realtimeclock.gateway.session.Login;
import io.realtimeclock.gateway.session.UserSessions;
import io.realtimeclock.gateway.throttle.Throttle;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/** What needs a login, and the ways to log in. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private final LoginAttemptFilter attempts;

	SecurityConfiguration(GatewayProperties properties, Problems problems) {
		this.attempts = new LoginAttemptFilter(properties, problems);
	}

	@Bean
	JwtDecoderFactory<ClientRegistration> idTokens(OidcLogins providers) {
		return providers::idTokens;
	}

	/** Checks no credentials, whatever a probe sends: that would take time. */
	@Bean
	@Order(2)
	SecurityFilterChain probes(HttpSecurity http, SecurityHeaders headers) throws Exception {
		return http.securityMatcher(Paths.PROBES)
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.securityContext((context) -> context.disable())
			.anonymous((anonymous) -> anonymous.disable())
			.csrf((csrf) -> csrf.disable())
			.logout((logout) -> logout.disable())
			.requestCache((cache) -> cache.disable())
			.headers(headers)
			.build();
	}

	/** A chain of its own with no more than it needs, since clients come in storms. */
	@Bean
	@Order(3)
	SecurityFilterChain handshake(HttpSecurity http, Problems problems, SessionSecurityContextRepository logins,
			BearerTokens tokens, SecurityHeaders headers, GatewayProperties properties) throws Exception {
		Refusals refusals = new Refusals(problems);
		tokens.configure(http, refusals);
		return http.securityMatcher(Paths.HANDSHAKE)
			.addFilterBefore(handshakes(properties, problems), SecurityContextHolderFilter.class)
			.addFilterBefore(this.attempts, SecurityContextHolderFilter.class)
			.securityContext((context) -> context.securityContextRepository(logins))
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			// Neither looks for the servlet API's session
			.anonymous((anonymous) -> anonymous.disable())
			.httpBasic((basic) -> basic.authenticationEntryPoint(refusals)
				.authenticationDetailsSource((request) -> new WebAuthenticationDetails(request.getRemoteAddr(), null)))
			.exceptionHandling((failures) -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
			.csrf((csrf) -> csrf.disable())
			.logout((logout) -> logout.disable())
			.requestCache((cache) -> cache.disable())
			.headers(headers)
			.build();
	}

	@Bean
	@Order(4)
	SecurityFilterChain clock(HttpSecurity http, Problems problems, SessionSecurityContextRepository logins,
			UserSessions sessions, BearerTokens tokens, OidcLogins providers, SecurityHeaders headers)
			throws Exception {
		Refusals refusals = new Refusals(problems);
		http.addFilterBefore(this.attempts, SecurityContextHolderFilter.class);
		tokens.configure(http, refusals);
		providers.configure(http);
		return http.securityContext((context) -> context.securityContextRepository(logins))
			// Nothing of the session before goes on after a login
			.sessionManagement((session) -> session.sessionFixation((fixation) -> fixation.newSession()))
			.logout((logout) -> logout.addLogoutHandler((request, response, login) -> endSession(login, sessions)))
			.authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.FORWARD)
				.permitAll()
				.requestMatchers(Paths.FOR_EVERYBODY)
				.permitAll()
				.requestMatchers(Paths.FOR_USERS)
				.authenticated()
				.anyRequest()
				.denyAll())
			.formLogin((form) -> form.loginPage("/login")
				.successHandler(SecurityConfiguration::showClock)
				.failureHandler(new LoginFailureHandler(problems, logins)))
			.httpBasic((basic) -> basic.authenticationEntryPoint(refusals))
			.exceptionHandling((failures) -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
			// The token's cookie spares a session for who only looks at the login
			.csrf((csrf) -> csrf.csrfTokenRepository(new CsrfCookies())
				.requireCsrfProtectionMatcher(new ForgedRequests()))
			.requestCache((cache) -> cache.requestCache(new NullRequestCache()))
			.headers(headers)
			.build();
	}

	private static void endSession(@Nullable Authentication user, UserSessions sessions) {
		Login login = Login.of(user);
		if (login != null && login.sessionId() != null) {
			sessions.endSession(login.sessionId());
		}
	}

	private static AddressThrottle handshakes(GatewayProperties properties, Problems problems) {
		Throttle throttle = new Throttle(properties.handshakeBurst(), properties.handshakesPerSecond(),
				Duration.ofSeconds(1));
		return new AddressThrottle(AnyRequestMatcher.INSTANCE, throttle, problems);
	}

	/**
	 * Send the browser to the clock page. Spring's own handler would then remove the last
	 * failure from the session, which stores an empty field and costs a write to Redis.
	 */
	static void showClock(HttpServletRequest request, HttpServletResponse response, Authentication login)
			throws IOException {
		new DefaultRedirectStrategy().sendRedirect(request, response, "/");
	}

}
