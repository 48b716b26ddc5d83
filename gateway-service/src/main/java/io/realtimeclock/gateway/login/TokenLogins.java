package io.realtimeclock.gateway.login;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.stereotype.Component;

/**
 * Lets programs in by a token that somebody else has signed, once Spring's
 * {@code spring.security.oauth2.resourceserver.jwt} says who.
 */
@Component
final class TokenLogins {

	private final @Nullable JwtDecoder decoder;

	TokenLogins(ObjectProvider<JwtDecoder> decoder) {
		this.decoder = decoder.getIfAvailable();
	}

	boolean areWanted() {
		return this.decoder != null;
	}

	void configure(HttpSecurity http, Refusals refusals) throws Exception {
		JwtDecoder signedBy = this.decoder;
		if (signedBy != null) {
			http.oauth2ResourceServer((server) -> server.bearerTokenResolver(new BearerProtocol())
				.authenticationEntryPoint(refusals)
				.jwt((jwt) -> jwt.decoder(signedBy)));
		}
	}

}
