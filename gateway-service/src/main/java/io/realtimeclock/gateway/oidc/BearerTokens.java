package io.realtimeclock.gateway.oidc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import io.realtimeclock.gateway.oidc.ProviderClients.ProviderMetadata;
import io.realtimeclock.gateway.users.UserDirectory;
import io.realtimeclock.settings.InvalidSettingException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.stereotype.Component;

/**
 * Accepts signed bearer tokens (JWT) if Spring's
 * {@code spring.security.oauth2.resourceserver.jwt} names the issuer or its keys, and the
 * audience of tokens for this clock.
 */
@Component
public final class BearerTokens implements DisposableBean {

	/** The WebSocket sub-protocol that carries a token. */
	public static final String SUBPROTOCOL = "bearer";

	private static final String AUDIENCES = "spring.security.oauth2.resourceserver.jwt.audiences";

	private final OAuth2ResourceServerProperties.Jwt settings;

	private final @Nullable ProviderMetadata<JwtDecoder> issuer;

	private final @Nullable JwtDecoder decoder;

	private final ObjectProvider<JwtAuthenticationConverter> users;

	private final UserDirectory directory;

	BearerTokens(OAuth2ResourceServerProperties properties, ObjectProvider<JwtDecoder> byKey,
			ObjectProvider<JwtAuthenticationConverter> users, UserDirectory directory) {
		this.settings = properties.getJwt();
		this.users = users;
		this.directory = directory;
		String keys = this.settings.getJwkSetUri();
		String from = this.settings.getIssuerUri();
		boolean isConfigured = keys != null || from != null || this.settings.getPublicKeyLocation() != null;
		InvalidSettingException.unless(!isConfigured || !this.settings.getAudiences().isEmpty(), AUDIENCES, null,
				"Set it to the audience (claim aud) of tokens for this clock, for example"
						+ " realtime-clock; otherwise tokens for any other client of the issuer would be accepted.");
		this.issuer = (keys == null && from != null) ? new ProviderMetadata<>(from, () -> byIssuer(from)) : null;
		if (keys != null) {
			this.decoder = decoder(keys, algorithms());
		}
		else {
			this.decoder = (this.issuer != null) ? (token) -> this.issuer.get().decode(token)
					: ofFixedKey(byKey.getIfAvailable());
		}
	}

	private @Nullable JwtDecoder ofFixedKey(@Nullable JwtDecoder decoder) {
		if (decoder instanceof NimbusJwtDecoder nimbus) {
			nimbus.setJwtValidator(validator());
		}
		return decoder;
	}

	private JwtDecoder byIssuer(String from) {
		// Of the client only the address of the keys is used
		String keys = ClientRegistrations.fromIssuerLocation(from)
			.clientId("none")
			.authorizationUri(from)
			.build()
			.getProviderDetails()
			.getJwkSetUri();
		if (keys == null) {
			throw new IllegalStateException("The metadata of " + from + " names no keys (jwks_uri)");
		}
		return decoder(keys, JWSAlgorithm.Family.SIGNATURE);
	}

	private Set<JWSAlgorithm> algorithms() {
		return Set.copyOf(this.settings.getJwsAlgorithms().stream().map(JWSAlgorithm::parse).toList());
	}

	private JwtDecoder decoder(String address, Set<JWSAlgorithm> algorithms) {
		JWKSource<SecurityContext> keys = ProviderClients.keys(address);
		NimbusJwtDecoder nimbus = NimbusJwtDecoder.withJwkSource(keys)
			.jwtProcessorCustomizer(
					(processor) -> processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys)))
			.build();
		nimbus.setJwtValidator(validator());
		return nimbus;
	}

	private OAuth2TokenValidator<Jwt> validator() {
		List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();
		// Those of RFC 9068 among them, which Spring Security would refuse
		JwtTypeValidator types = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
		types.setAllowEmpty(true);
		validators.add(types);
		String from = this.settings.getIssuerUri();
		if (from != null) {
			validators.add(new JwtIssuerValidator(from));
		}
		List<String> ours = this.settings.getAudiences();
		validators.add(new JwtClaimValidator<Collection<String>>(JwtClaimNames.AUD,
				(audiences) -> audiences != null && !Collections.disjoint(audiences, ours)));
		return JwtValidators.createDefaultWithValidators(validators);
	}

	/** Return whether bearer tokens are accepted. */
	public boolean areAccepted() {
		return this.decoder != null;
	}

	/**
	 * Add bearer tokens to a filter chain, if they are accepted.
	 * @throws Exception as Spring Security declares it
	 */
	public void configure(HttpSecurity http, AuthenticationEntryPoint entryPoint) throws Exception {
		if (this.decoder == null) {
			return;
		}
		JwtAuthenticationProvider tokens = new JwtAuthenticationProvider(this.decoder);
		this.users.ifAvailable(tokens::setJwtAuthenticationConverter);
		http.oauth2ResourceServer((server) -> server.bearerTokenResolver(new SubprotocolTokenResolver())
			.authenticationEntryPoint(entryPoint)
			.jwt((jwt) -> jwt.authenticationManager((attempt) -> withRoles(named(tokens.authenticate(attempt))))));
	}

	/** Return whether a request has a token as a sub-protocol. */
	public static boolean isSubprotocol(HttpServletRequest request) {
		return offered(request) != null;
	}

	private static @Nullable String offered(HttpServletRequest request) {
		String offer = request.getHeader("Sec-WebSocket-Protocol");
		String[] protocols = (offer != null) ? offer.split(",", -1) : new String[0];
		return (protocols.length == 2 && protocols[0].strip().equals(SUBPROTOCOL)) ? protocols[1].strip() : null;
	}

	private static Authentication named(@Nullable Authentication login) {
		if (login == null || !UserDirectory.isAcceptable(login.getName())) {
			throw new InvalidBearerTokenException("The token names no user");
		}
		return login;
	}

	/** Add the roles in the token to its scopes. */
	private Authentication withRoles(Authentication login) {
		if (!(login instanceof JwtAuthenticationToken token)) {
			return login;
		}
		List<GrantedAuthority> granted = new ArrayList<>(token.getAuthorities());
		granted.addAll(this.directory.rolesIn(token.getTokenAttributes()));
		JwtAuthenticationToken withRoles = new JwtAuthenticationToken(token.getToken(), granted, token.getName());
		withRoles.setDetails(token.getDetails());
		return withRoles;
	}

	@Override
	public void destroy() {
		if (this.issuer != null) {
			this.issuer.close();
		}
	}

	/**
	 * Finds the token (RFC 6750) in the header {@code Authorization} or, since browsers
	 * can't set that header for a WebSocket, after the sub-protocol {@code bearer} in
	 * {@code Sec-WebSocket-Protocol}. Never in the URL, which is logged.
	 */
	private static final class SubprotocolTokenResolver implements BearerTokenResolver {

		private final BearerTokenResolver header = new DefaultBearerTokenResolver();

		@Override
		public @Nullable String resolve(HttpServletRequest request) {
			String token = this.header.resolve(request);
			return (token != null) ? token : offered(request);
		}

	}

}
