package io.realtimeclock.gateway.users;

import io.realtimeclock.gateway.Http;
import io.realtimeclock.gateway.OtherGateway;
import io.realtimeclock.gateway.RunningGateway;
import io.realtimeclock.gateway.WebSocketClient;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Gateways that are started with other users than those before them.
 */
class PasswordChangeTests extends RunningGateway {

	@Test
	void aSessionMadeWithAnotherPasswordIsNoLogin() {
		Http browser = loggedIn(port(), "demo");
		try (OtherGateway later = OtherGateway.start("gateway.replica=later", "gateway.users.demo={noop}another")) {
			assertThat(page(later, browser)).isEqualTo(302);
			assertThat(handshake(later, browser)).startsWith("HTTP/1.1 401 ");
		}
	}

	@Test
	void aSessionOfARemovedUserIsInvalid() {
		Http browser = loggedIn(port(), "other");
		try (OtherGateway later = OtherGateway.start("gateway.replica=without")) {
			assertThat(page(later, browser)).isEqualTo(302);
			assertThat(handshake(later, browser)).startsWith("HTTP/1.1 401 ");
		}
	}

	@Test
	void aPasswordThatIsNotHashedInTheConfigurationStaysTheSame() {
		String password = "gateway.users.demo=" + Http.PASSWORD;
		try (OtherGateway first = OtherGateway.start("gateway.replica=first", password);
				OtherGateway later = OtherGateway.start("gateway.replica=second", password)) {
			Http browser = loggedIn(first.port(), "demo");
			assertThat(page(later, browser)).isEqualTo(200);
			assertThat(handshake(later, browser)).startsWith("HTTP/1.1 101 ");
		}
	}

	private static Http loggedIn(int port, String user) {
		Http browser = new Http(port);
		browser.logIn(user, Http.PASSWORD);
		return browser;
	}

	private static int page(OtherGateway gateway, Http browser) {
		return Http.get(gateway.port(), "/", "Cookie", browser.cookie("SESSION")).statusCode();
	}

	private static String handshake(OtherGateway gateway, Http browser) {
		try (WebSocketClient client = WebSocketClient.shakeHands(gateway.port(),
				"Cookie: " + browser.cookie("SESSION"))) {
			return client.answer();
		}
	}

}
