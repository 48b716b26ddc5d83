package io.realtimeclock.systemtests.identity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The provider's administration: changes the key, and sends back-channel logouts, which
 * Spring's Authorization Server lacks (OpenID Connect Back-Channel Logout 1.0, section
 * 2.5).
 */
@RestController
class ProviderControls {

	private final HttpClient http = HttpClient.newHttpClient();

	private final SigningKeys keys;

	private final Environment environment;

	ProviderControls(SigningKeys keys, Environment environment) {
		this.keys = keys;
		this.environment = environment;
	}

	@PostMapping("/controls/rotate")
	void rotate() {
		this.keys.rotate();
	}

	@PostMapping("/controls/logout")
	int logOut() throws IOException, InterruptedException, JOSEException {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.environment.getRequiredProperty("gateway.port")
					+ "/logout/connect/back-channel/company"))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString("logout_token=" + token().serialize()))
			.build();
		return this.http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
	}

	private SignedJWT token() throws JOSEException {
		JWTClaimsSet claims = new JWTClaimsSet.Builder()
			.issuer("http://127.0.0.1:" + this.environment.getRequiredProperty("server.port"))
			.audience("clock")
			.subject(IdentityProvider.PERSON)
			.issueTime(Date.from(Instant.now()))
			.expirationTime(Date.from(Instant.now().plusSeconds(60)))
			.jwtID(UUID.randomUUID().toString())
			.claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
			.build();
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType("logout+jwt"))
			.keyID(this.keys.newest().getKeyID())
			.build(), claims);
		token.sign(new RSASSASigner(this.keys.newest()));
		return token;
	}

}
