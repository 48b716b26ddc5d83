package io.realtimeclock.gateway;

import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is believed of headers that a proxy, or anybody, may have set. On TLS, which they
 * can pretend, the session's cookie has another name.
 */
class TrustedProxyTests extends RunningGateway {

	@Test
	void nobodyIsBelievedByDefault() {
		assertThat(cookies(port())).noneMatch((cookie) -> cookie.contains("Secure"));
	}

	@Test
	void aProxyThatIsTrustedIsBelieved() {
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=proxied",
				"gateway.trusted-proxies=127.0.0.0/8")) {
			assertThat(cookies(gateway.port())).isNotEmpty().allMatch((cookie) -> cookie.contains("Secure"));
		}
	}

	@Test
	void aSenderThatIsNoneOfThemIsNot() {
		try (OtherGateway gateway = OtherGateway.start("gateway.replica=elsewhere",
				"gateway.trusted-proxies=192.0.2.0/24,2001:db8::/32")) {
			assertThat(cookies(gateway.port())).noneMatch((cookie) -> cookie.contains("Secure"));
		}
	}

	private static List<String> cookies(int port) {
		HttpResponse<String> page = Http.get(port, "/login", "X-Forwarded-Proto", "https");
		assertThat(page.statusCode()).isEqualTo(200);
		return page.headers().allValues("Set-Cookie");
	}

}
