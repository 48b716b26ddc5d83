package io.realtimeclock.gateway.login;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import io.realtimeclock.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.stereotype.Component;

/**
 * Logs programs in with a token that an issuer has signed, once Spring's
 * {@code spring.security.oauth2.resourceserver.jwt} names the issuer or its keys, and the
 * audience that tokens for this clock have.
 */
@Component
final class BearerTokens implements DisposableBean {

	private static final String AUDIENCES = "spring.security.oauth2.resourceserver.jwt.audiences";

	private final OAuth2ResourceServerProperties.Jwt settings;

	private final @Nullable ProviderMetadata<JwtDecoder> issuer;

	private final @Nullable JwtDecoder decoder;

	private final ObjectProvider<JwtAuthenticationConverter> users;

	BearerTokens(OAuth2ResourceServerProperties properties, ObjectProvider<JwtDecoder> byKey,
			ObjectProvider<JwtAuthenticationConverter> users) {
		this.settings = properties.getJwt();
		this.users = users;
		String keys = this.settings.getJwkSetUri();
		String from = this.settings.getIssuerUri();
		boolean isConfigured = keys != null || from != null || this.settings.getPublicKeyLocation() != null;
		InvalidSettingException.unless(!isConfigured || !this.settings.getAudiences().isEmpty(), AUDIENCES, null,
				"Set it to what tokens that are meant for this clock have as their audience (claim aud), for example"
						+ " realtime-clock; otherwise tokens for any other client of the issuer would be accepted.");
		this.issuer = (keys == null && from != null) ? new ProviderMetadata<>(from, () -> byIssuer(from)) : null;
		if (keys != null) {
			this.decoder = decoder(keys, algorithms());
		}
		else {
			this.decoder = (this.issuer != null) ? (token) -> this.issuer.get().decode(token) : byKey.getIfAvailable();
		}
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
		nimbus.setJwtValidator(JwtValidators.createDefaultWithValidators(validators()));
		return nimbus;
	}

	private List<OAuth2TokenValidator<Jwt>> validators() {
		List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();
		String from = this.settings.getIssuerUri();
		if (from != null) {
			validators.add(new JwtIssuerValidator(from));
		}
		List<String> ours = this.settings.getAudiences();
		validators.add(new JwtClaimValidator<Collection<String>>(JwtClaimNames.AUD,
				(audiences) -> audiences != null && !Collections.disjoint(audiences, ours)));
		return validators;
	}

	boolean areWanted() {
		return this.decoder != null;
	}

	void configure(HttpSecurity http, Refusals refusals) throws Exception {
		if (this.decoder == null) {
			return;
		}
		JwtAuthenticationProvider tokens = new JwtAuthenticationProvider(this.decoder);
		this.users.ifAvailable(tokens::setJwtAuthenticationConverter);
		http.oauth2ResourceServer((server) -> server.bearerTokenResolver(new BearerProtocol())
			.authenticationEntryPoint(refusals)
			.jwt((jwt) -> jwt.authenticationManager((attempt) -> named(tokens.authenticate(attempt)))));
	}

	private static Authentication named(@Nullable Authentication login) {
		if (login == null || !UserNames.isAcceptable(login.getName())) {
			throw new InvalidBearerTokenException("The token names no user");
		}
		return login;
	}

	@Override
	public void destroy() {
		if (this.issuer != null) {
			this.issuer.close();
		}
	}

}
