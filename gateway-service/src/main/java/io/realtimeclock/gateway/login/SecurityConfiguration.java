package io.realtimeclock.gateway.login;

import java.util.stream.Stream;

import io.micrometer.observation.ObservationPredicate;
import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.session.SessionRepository;
import org.springframework.session.web.http.CookieSerializer;

/**
 * What needs a login. Whatever is not named here answers 404 to everybody, so a path that
 * somebody forgets is closed.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final String[] FOR_EVERYBODY = { "/login", "/assets/**", "/livez", "/readyz", "/error" };

	private static final String[] FOR_USERS = { "/", "/logout", "/api/initial_state" };

	private static final String HANDSHAKE = "/time/tic/";

	private static final RequestMatcher KNOWN = new OrRequestMatcher(paths(FOR_EVERYBODY), paths(FOR_USERS),
			paths(HANDSHAKE));

	private static final String CONTENT_SECURITY = "default-src 'none'; script-src 'self'; style-src 'self';"
			+ " img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

	/**
	 * Its own port, which is not reachable from outside, is what protects management.
	 */
	@Bean
	@Order(1)
	SecurityFilterChain management(HttpSecurity http) throws Exception {
		return http.securityMatcher(EndpointRequest.toAnyEndpoint())
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.csrf((csrf) -> csrf.disable())
			.build();
	}

	/**
	 * A chain of its own with no more than it needs, since clients come in storms.
	 */
	@Bean
	@Order(2)
	SecurityFilterChain handshake(HttpSecurity http, Problems problems, CookieSerializer cookies,
			SessionRepository<?> sessions, GatewayProperties properties) throws Exception {
		Refusals refusals = new Refusals(KNOWN, problems);
		SessionLogins logins = new SessionLogins(cookies, sessions, properties.sessionLife());
		return http.securityMatcher(HANDSHAKE)
			.securityContext((context) -> context.securityContextRepository(logins))
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.httpBasic((basic) -> basic.authenticationEntryPoint(refusals))
			.exceptionHandling((failures) -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
			.csrf((csrf) -> csrf.disable())
			.logout((logout) -> logout.disable())
			.requestCache((cache) -> cache.disable())
			.headers(SecurityConfiguration::headers)
			.build();
	}

	@Bean
	@Order(3)
	SecurityFilterChain clock(HttpSecurity http, Problems problems, GatewayProperties properties) throws Exception {
		Refusals refusals = new Refusals(KNOWN, problems);
		return http.addFilterBefore(new SessionLifeLimit(properties.sessionLife()), SecurityContextHolderFilter.class)
			.authorizeHttpRequests((requests) -> requests.requestMatchers(FOR_EVERYBODY)
				.permitAll()
				.requestMatchers(FOR_USERS)
				.authenticated()
				.anyRequest()
				.denyAll())
			.formLogin((form) -> form.loginPage("/login").defaultSuccessUrl("/", true))
			.httpBasic((basic) -> basic.authenticationEntryPoint(refusals))
			.exceptionHandling((failures) -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
			// The token's cookie spares a session for everybody who only looks at the
			// login
			.csrf((csrf) -> csrf.csrfTokenRepository(new CookieCsrfTokenRepository())
				.requireCsrfProtectionMatcher(SecurityConfiguration::needsToken))
			.requestCache((cache) -> cache.requestCache(new NullRequestCache()))
			.headers(SecurityConfiguration::headers)
			.build();
	}

	private static void headers(HeadersConfigurer<HttpSecurity> headers) {
		headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY))
			.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.NO_REFERRER));
	}

	/**
	 * An observation around each filter of each request tells nothing here that its cost
	 * is worth.
	 */
	@Bean
	SecurityObservationSettings securityObservationSettings() {
		return SecurityObservationSettings.noObservations();
	}

	/**
	 * Handshakes have meters of their own.
	 */
	@Bean
	ObservationPredicate allRequestsButHandshakes() {
		return (name, context) -> {
			HttpServletRequest request = (context instanceof ServerRequestObservationContext http) ? http.getCarrier()
					: null;
			return request == null || !HANDSHAKE.equals(request.getRequestURI());
		};
	}

	/**
	 * Let unknown methods through to where they are answered with 405.
	 */
	@Bean
	HttpFirewall httpFirewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setUnsafeAllowAnyHttpMethod(true);
		return firewall;
	}

	@Bean
	RequestRejectedHandler requestRejectedHandler() {
		return new HttpStatusRequestRejectedHandler();
	}

	/**
	 * A page of another site can make a browser send its cookies, but no header of its
	 * choice.
	 */
	private static boolean needsToken(HttpServletRequest request) {
		return CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request) && request.getHeader(HttpHeaders.AUTHORIZATION) == null;
	}

	private static RequestMatcher paths(String... patterns) {
		return new OrRequestMatcher(Stream.of(patterns)
			.map((pattern) -> (RequestMatcher) PathPatternRequestMatcher.withDefaults().matcher(pattern))
			.toList());
	}

}
