package io.realtimeclock.gateway.oidc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.OtherGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bearer tokens whose key is in a file.
 */
class FixedKeyTests {

	private static final String JWT = "spring.security.oauth2.resourceserver.jwt.";

	@Test
	void aTokenForThisClockIsAcceptedIfItNamesItsTypeAndOneForAnotherClientIsNot(@TempDir Path folder)
			throws IOException {
		try (OpenIdProvider provider = OpenIdProvider.start(0)) {
			Path key = Files.writeString(folder.resolve("key.pem"), provider.publicKey());
			try (OtherGateway gateway = OtherGateway.start("gateway.replica=fixed-key",
					JWT + "public-key-location=" + key.toUri(), JWT + "audiences=" + OpenIdProvider.AUDIENCE)) {
				assertThat(status(gateway, provider.tokenOfType("at+jwt"))).isEqualTo(200);
				assertThat(status(gateway, provider.token((claims) -> claims.audience("payroll")))).isEqualTo(401);
			}
		}
	}

	private static int status(OtherGateway gateway, String token) {
		return Http.get(gateway.port(), "/", "Authorization", "Bearer " + token).statusCode();
	}

}
