package io.realtimeclock.gateway.login;

import java.io.IOException;
import java.time.Duration;

import io.micrometer.observation.ObservationPredicate;
import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.Paths;
import io.realtimeclock.gateway.oidc.BearerTokens;
import io.realtimeclock.gateway.oidc.OidcLogin;
import io.realtimeclock.gateway.oidc.OidcProviders;
import io.realtimeclock.gateway.problem.Problems;
import io.realtimeclock.gateway.throttle.Throttle;
import io.realtimeclock.gateway.users.UserDirectory;
import io.realtimeclock.settings.InvalidSettingException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/** What needs a login, and the ways to log in. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private final LoginThrottle attempts;

	SecurityConfiguration(Properties properties, Problems problems) {
		this.attempts = new LoginThrottle(properties.failedLogins(), problems);
	}

	/**
	 * The management port is protected by the network: it is not reachable from outside.
	 */
	@Bean
	@Order(1)
	SecurityFilterChain management(HttpSecurity http, BrowserProtection browser) throws Exception {
		return http.securityMatcher(EndpointRequest.toAnyEndpoint())
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.csrf((csrf) -> csrf.disable())
			.headers(browser::headers)
			.build();
	}

	/** Probes need no credentials, and checking them would take time. */
	@Bean
	@Order(2)
	SecurityFilterChain probes(HttpSecurity http, BrowserProtection browser) throws Exception {
		return http.securityMatcher(Paths.PROBES)
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.securityContext((context) -> context.disable())
			.anonymous((anonymous) -> anonymous.disable())
			.csrf((csrf) -> csrf.disable())
			.logout((logout) -> logout.disable())
			.requestCache((cache) -> cache.disable())
			.headers(browser::headers)
			.build();
	}

	/** A chain with few filters, since many clients connect at the same time. */
	@Bean
	@Order(3)
	SecurityFilterChain handshake(HttpSecurity http, Problems problems, SecurityContextRepository logins,
			BearerTokens tokens, BrowserProtection browser, Properties properties, GatewayProperties gateway)
			throws Exception {
		LoginAnswers answers = new LoginAnswers(problems);
		tokens.configure(http, answers);
		return http.securityMatcher(Paths.HANDSHAKES)
			.addFilterBefore(handshakes(properties, gateway, problems), SecurityContextHolderFilter.class)
			.addFilterBefore(this.attempts, SecurityContextHolderFilter.class)
			.securityContext((context) -> context.securityContextRepository(logins))
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			// Neither looks for the servlet API's session
			.anonymous((anonymous) -> anonymous.disable())
			.httpBasic((basic) -> basic.authenticationEntryPoint(answers)
				.authenticationDetailsSource((request) -> new WebAuthenticationDetails(request.getRemoteAddr(), null)))
			.exceptionHandling((failures) -> failures.authenticationEntryPoint(answers).accessDeniedHandler(answers))
			.csrf((csrf) -> csrf.disable())
			.logout((logout) -> logout.disable())
			.requestCache((cache) -> cache.disable())
			.headers(browser::headers)
			.build();
	}

	@Bean
	@Order(4)
	SecurityFilterChain clock(HttpSecurity http, Problems problems, SecurityContextRepository logins,
			LogoutHandler logout, BearerTokens tokens, OidcLogin oidc, BrowserProtection browser) throws Exception {
		LoginAnswers answers = new LoginAnswers(problems);
		http.addFilterBefore(this.attempts, SecurityContextHolderFilter.class);
		tokens.configure(http, answers);
		LoginAnswers.Failures failure = new LoginAnswers.Failures(problems, logins);
		oidc.configure(http, SecurityConfiguration::showPage, failure);
		return http.securityContext((context) -> context.securityContextRepository(logins))
			// A login never continues the previous session
			.sessionManagement((session) -> session.sessionFixation((fixation) -> fixation.newSession()))
			.logout((handlers) -> handlers.addLogoutHandler(logout))
			.authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.FORWARD)
				.permitAll()
				.requestMatchers(Paths.FOR_EVERYBODY)
				.permitAll()
				.requestMatchers(Paths.FOR_USERS)
				.authenticated()
				.anyRequest()
				.denyAll())
			.formLogin((form) -> form.loginPage("/login")
				.successHandler(SecurityConfiguration::showPage)
				.failureHandler(failure))
			.httpBasic((basic) -> basic.authenticationEntryPoint(answers))
			.exceptionHandling((failures) -> failures.authenticationEntryPoint(answers).accessDeniedHandler(answers))
			.csrf(browser::csrf)
			.requestCache((cache) -> cache.requestCache(new NullRequestCache()))
			.headers(browser::headers)
			.build();
	}

	@Bean
	AuthenticationProvider passwordProvider(UserDirectory users, OidcProviders providers, BearerTokens tokens,
			Properties properties) {
		users.requireUsers(!providers.list().isEmpty() || tokens.areAccepted());
		return new LoginThrottle.Passwords(users::find, users.encoder(), properties.failedLogins());
	}

	/**
	 * Pass unknown methods, which are answered with 405 later, and header values, which
	 * the server has already parsed: it refuses control characters. The firewall would
	 * refuse a whole request for a header in UTF-8 that the gateway never reads.
	 */
	@Bean
	static HttpFirewall httpFirewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setUnsafeAllowAnyHttpMethod(true);
		firewall.setAllowedHeaderValues((value) -> true);
		return firewall;
	}

	@Bean
	static RequestRejectedHandler requestRejectedHandler() {
		return new HttpStatusRequestRejectedHandler();
	}

	/** An observation per filter per request costs more than it is worth. */
	@Bean
	static SecurityObservationSettings securityObservationSettings() {
		return SecurityObservationSettings.noObservations();
	}

	/** Handshakes have their own meters. */
	@Bean
	static ObservationPredicate allRequestsButHandshakes() {
		return (name, context) -> {
			HttpServletRequest request = (context instanceof ServerRequestObservationContext http) ? http.getCarrier()
					: null;
			return request == null || !Paths.HANDSHAKES.matches(request);
		};
	}

	private static Filter handshakes(Properties properties, GatewayProperties gateway, Problems problems) {
		Throttle throttle = new Throttle(gateway.handshakeBurst(), properties.handshakesPerSecond(),
				Duration.ofSeconds(1));
		return throttle.perAddress(AnyRequestMatcher.INSTANCE, problems);
	}

	/**
	 * Send the browser to the page that it asked for. Spring's own handler would then
	 * remove the last failure from the session, which stores an empty field and costs a
	 * write to Redis.
	 */
	private static void showPage(HttpServletRequest request, HttpServletResponse response, Authentication login)
			throws IOException {
		new DefaultRedirectStrategy().sendRedirect(request, response, Paths.afterLogin(request));
	}

	/**
	 * The limits on handshakes and failed logins.
	 *
	 * @param handshakesPerSecond how many handshakes per address may begin per second
	 * after the burst
	 * @param failedLogins how many logins of a user from one address may fail per minute;
	 * ten times as many from all addresses, five times as many of all users
	 */
	@ConfigurationProperties("gateway")
	record Properties(@DefaultValue("1000") int handshakesPerSecond, @DefaultValue("10") int failedLogins) {

		Properties {
			InvalidSettingException.unlessPositive("gateway.handshakes-per-second", handshakesPerSecond);
			InvalidSettingException.unlessPositive("gateway.failed-logins", failedLogins);
		}

	}

}
