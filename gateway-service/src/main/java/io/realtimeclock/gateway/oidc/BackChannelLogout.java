package io.realtimeclock.gateway.oidc;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import io.realtimeclock.gateway.problem.Problems;
import io.realtimeclock.gateway.revocation.UserSessions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the sessions of a user who logged out at the OpenID provider, which sends a logout
 * token (OpenID Connect Back-Channel Logout 1.0). The filter of Spring Security would
 * fetch the provider's keys for each token, with timeouts of half a minute.
 */
final class BackChannelLogout extends OncePerRequestFilter {

	private static final Log logger = LogFactory.getLog(BackChannelLogout.class);

	private static final RequestMatcher LOGOUTS = PathPatternRequestMatcher.withDefaults()
		.matcher(HttpMethod.POST, "/logout/connect/back-channel/{provider}");

	private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

	private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

	private final OidcProviders providers;

	private final UserSessions logins;

	private final Problems problems;

	BackChannelLogout(OidcProviders providers, UserSessions logins, Problems problems) {
		this.providers = providers;
		this.logins = logins;
		this.problems = problems;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !LOGOUTS.matches(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException {
		String id = String.valueOf(LOGOUTS.matcher(request).getVariables().get("provider"));
		String token = Objects.requireNonNullElse(request.getParameter("logout_token"), "");
		try {
			this.logins.endOidcLogin(name(this.providers.logoutDecoder(id).decode(token)));
			logger.debug("Sessions ended after a logout at the OpenID provider " + id);
		}
		catch (BadJwtException ex) {
			logger.debug("Not a logout token of the provider", ex);
			this.problems.write(request, response, HttpStatus.BAD_REQUEST, "The logout token is not valid.");
		}
		catch (JwtException | ProviderClients.UnavailableException ex) {
			logger.debug("A logout token can't be checked now", ex);
			this.problems.unavailable(request, response, RETRY_AFTER, "The provider does not answer.");
		}
	}

	/**
	 * Return what a logout token of a provider has to fulfill (section 2.6 of the
	 * specification). The issuer is compared if it is configured, as that of ID tokens.
	 */
	static OAuth2TokenValidator<Jwt> validator(ClientRegistration provider) {
		String issuer = provider.getProviderDetails().getIssuerUri();
		JwtTypeValidator types = new JwtTypeValidator("JWT", "logout+jwt");
		types.setAllowEmpty(true);
		return JwtValidators.createDefaultWithValidators(List.of(types,
				claim("iss", (iss) -> iss != null && (issuer == null || issuer.equals(iss.toString()))),
				claim("aud", (aud) -> aud instanceof Collection<?> all && all.contains(provider.getClientId())),
				claim("events", (events) -> events instanceof Map<?, ?> all && all.containsKey(EVENT)),
				claim("iat", Objects::nonNull), claim("jti", Objects::nonNull), claim("nonce", Objects::isNull)));
	}

	private static OAuth2TokenValidator<Jwt> claim(String name, Predicate<@Nullable Object> valid) {
		OAuth2Error invalid = new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN,
				"The claim '" + name + "' is not that of a logout token", null);
		return (token) -> valid.test(token.getClaims().get(name)) ? OAuth2TokenValidatorResult.success()
				: OAuth2TokenValidatorResult.failure(invalid);
	}

	/**
	 * Return the name of one login if the token has a session, else of all of the user.
	 */
	private static String name(Jwt token) {
		String issuer = token.getClaimAsString("iss");
		String session = token.getClaimAsString("sid");
		if (session == null && token.getSubject() == null) {
			throw new BadJwtException("The logout token names neither a session nor a user");
		}
		return (session != null) ? OidcProviders.loginName(issuer, "sid", session)
				: OidcProviders.loginName(issuer, "sub", token.getSubject());
	}

}
