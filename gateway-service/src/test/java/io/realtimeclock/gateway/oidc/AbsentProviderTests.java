package io.realtimeclock.gateway.oidc;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.OtherGateway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Tag("long")
@ExtendWith(OutputCaptureExtension.class)
class AbsentProviderTests {

	@Test
	void aGatewayStartsWithoutItsOpenIdProviderAndLetsItsUsersInOnceItIsThere(CapturedOutput output)
			throws IOException {
		int port = freePort();
		String issuer = "http://localhost:" + port;
		String client = "spring.security.oauth2.client.";
		try (OtherGateway gateway = OtherGateway.start(client + "registration.company.client-id=clock",
				client + "registration.company.client-secret=secret", client + "registration.company.scope=openid",
				client + "provider.company.issuer-uri=" + issuer,
				"spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer,
				"spring.security.oauth2.resourceserver.jwt.audiences=" + OpenIdProvider.AUDIENCE)) {
			assertThat(output).contains("The OpenID provider company at " + issuer + " does not answer");
			assertThat(Http.get(gateway.port(), "/", "Authorization", Http.basic("demo")).statusCode()).isEqualTo(200);
			assertThat(Http.get(gateway.port(), "/login").body()).contains("/oauth2/authorization/company");
			HttpResponse<String> early = Http.get(gateway.port(), "/oauth2/authorization/company");
			assertThat(early.statusCode()).isEqualTo(503);
			assertThat(early.body()).contains("The provider does not answer");
			assertThat(Http.get(gateway.port(), "/", "Authorization", "Bearer abc").statusCode()).isEqualTo(503);
			try (OpenIdProvider provider = OpenIdProvider.start(port)) {
				await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
					assertThat(
							Http.get(gateway.port(), "/oauth2/authorization/company").headers().firstValue("Location"))
						.hasValueSatisfying((location) -> assertThat(location).startsWith(issuer + "/authorize?"));
					assertThat(Http.get(gateway.port(), "/", "Authorization", "Bearer " + provider.token((claims) -> {
					})).statusCode()).isEqualTo(200);
				});
			}
		}
		assertThat(output).contains("The OpenID provider company at " + issuer + " answers");
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
