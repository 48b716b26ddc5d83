package io.realtimeclock.gateway;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class StartRefusalTests {

	@Test
	void doesNotStartWithoutAUserAndSaysHowToSetOne(CapturedOutput output) {
		assertDoesNotStart();
		assertThat(output).contains("The property spring.security.user.password is not set.",
				"SPRING_SECURITY_USER_NAME and SPRING_SECURITY_USER_PASSWORD", "there is no default user");
		assertThat(output).doesNotContain("\tat ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					gateway.max-connections | -1 | Set a positive number.
					gateway.max-connections-per-user | 0 | Set a positive number.
					gateway.stale-after | 0s | Set a positive time
					gateway.stale-after | 500ms | Set more than clock.period, 500ms
					gateway.max-age | 400ms | Set more than clock.period, 500ms
					gateway.drain-window | -1s | Set a time from 0s to 1h
					gateway.drain-window | 1000d | Set a time from 0s to 1h
					gateway.ping-interval | 1ms | Set a time from 100ms to 1h
					gateway.ping-interval | 20 seconds | Set a number with its unit
					gateway.max-connections | many | Set a whole number
					gateway.sockets-keep-session | perhaps | Set true or false
					gateway.max-connections-per-user | 2000000000 | Set at most 10000000
					gateway.max-connections-per-user-overall | -1 | Set 0 or more
					spring.session.timeout | 0 | Set a time from 2s to 3650d
					spring.session.timeout | -1s | Set a time from 2s to 3650d
					spring.session.timeout | 10ms | Set a time from 2s to 3650d
					spring.data.redis.timeout | 0s | Set a positive time
					spring.data.redis.cluster.nodes | localhost:7000 | set spring.data.redis.host, or spring.data.redis.sentinel.master and .nodes
					gateway.allowed-origins | * | with * every page in the world could connect
					gateway.allowed-origins | https://*.example.org | with * every page in the world
					gateway.allowed-origins | null | any page can have the origin null
					gateway.allowed-origins | wall.example.org | as browsers send it: https://wall.example.org
					gateway.allowed-origins | https://wall.example.org/ | as browsers send it: https://wall.example.org
					gateway.allowed-origins | https://wall.example.org/clock | as browsers send it: https://wall.example.org
					gateway.allowed-origins | https://Wall.Example.org | as browsers send it: https://wall.example.org
					gateway.allowed-origins | https://wall.example.org:443 | as browsers send it: https://wall.example.org
					gateway.allowed-origins | wss://wall.example.org:8443 | as browsers send it: https://wall.example.org:8443
					gateway.allowed-origins | https://bücher.example | as browsers send it: https://xn--bcher-kva.example
					gateway.allowed-origins | file:///tmp | Write an origin as a scheme and a host
					server.port | 70000 | Set a port, for example 8080
					management.server.port | 70000 | Set a port of its own
					spring.data.redis.port | 70000 | Set a port, for example 6379
					spring.kafka.bootstrap-servers | '' | Write each server as host:port
					spring.kafka.bootstrap-servers | kafka | Write each server as host:port
					spring.kafka.bootstrap-servers | localhost:99999 | Write each server as host:port
					spring.kafka.security.protocol | TLS | Set one of
					spring.security.oauth2.resourceserver.jwt.issuer-uri | login.example.org | Set the provider's URL
					spring.security.oauth2.client.provider.staff.issuer-uri | ldap://example.org | Set the provider's URL
					management.server.port | 8123 | Set a port of its own
					management.server.port | -1 | Set a port of its own
					clock.zone | Mars/Olympus | Set an IANA time zone name, for example Europe/Madrid
					clock.period | 0s | from 10ms to 1h
					gateway.users.demo | {rot13}grfg | Write the hash as {bcrypt}
					gateway.trusted-proxies | proxy.local/99 | Name each proxy by its address or network
					gateway.user-file | /no/such/file | Name a file of UTF-8 text
					gateway.users.ann | {bcrypt}a0 | the text after {bcrypt} is no such hash
					gateway.users.ann | $2a$04$yeDQkXLIWw | Write the name of the hash in braces before it
					gateway.users.ann | {scrypt}$e0801$8bWJaSu2IKSn9Z9kM+TPXfOc/9bdYSrN1oD9qfVThWEwdRTnO7re7Ei+fUZRJ68k9lTyuTeUp4of4g24hHnazw==$OAOec05+bXxvuu/1qZ6NUR+xQYvYv7BeL1QxwRpY5Pc= | needs the library Bouncy Castle
					server.servlet.context-path | clock | a path that begins with a slash
					gateway.failed-logins | 0 | Set a positive number.
					gateway.permit-lease | 0s | Set a time from 1s to 1h
					gateway.feeds.prices.topik | prices | Set topic, authority, rights[0].keys
					gateway.feeds.prices.topic | a b | Name a Kafka topic
					gateway.feeds.prices.max-keys | -1 | Set a number from 1 to
					gateway.feeds.prices.max-keys-per-client | 0 | Set a number from 1 to
					gateway.feeds.prices.max-value-size | 2MB | Set a size from 1B to 1MB
					gateway.feeds.prices.interval | -1s | Set a time from 0s to 1h
					gateway.feeds.prices.stale-after | 0s | Set a time of at least 100ms
					gateway.feeds.prices.rights[0].keys | EUR*USD | Write * at the end only
					gateway.roles.ann | trader eu | Name roles with letters
					""")
	void doesNotStartWithAWrongSettingAndSaysWhatIsRight(String property, String value, String remedy,
			CapturedOutput output) {
		assertDoesNotStart("--spring.security.user.password=" + Http.PASSWORD, "--" + property + "=" + value);
		assertThat(output).contains("The property " + property + " is '").contains(remedy);
		assertThat(output).doesNotContain("\tat ").doesNotContain("grfg");
	}

	@ParameterizedTest
	@CsvSource({ "time, time is the clock's own feed", "Prices, lower-case letters", "a_b, lower-case letters" })
	void doesNotStartWithAFeedOfAnotherName(String name, String remedy, CapturedOutput output) {
		assertDoesNotStart("--spring.security.user.password=" + Http.PASSWORD, "--gateway.feeds." + name + ".topic=x");
		assertThat(output).contains("The property gateway.feeds." + name + " is '").contains(remedy);
		assertThat(output).doesNotContain("\tat ");
	}

	@Test
	void doesNotStartWithTwoFeedsOnOnePath(CapturedOutput output) {
		assertDoesNotStart("--spring.security.user.password=" + Http.PASSWORD, "--gateway.feeds.fx-eu.topic=a",
				"--gateway.feeds.fxeu.topic=b");
		assertThat(output).containsPattern("The property gateway.feeds.fx-?eu is '…'.")
			.contains("Give the feed another name");
		assertThat(output).doesNotContain("\tat ");
	}

	@Test
	void doesNotStartWithATlsBundleThatIsNotDefined(CapturedOutput output) {
		assertDoesNotStart("--spring.security.user.password=" + Http.PASSWORD, "--server.ssl.bundle=web");
		assertThat(output).contains("the TLS bundle 'web', which is not defined", "spring.ssl.bundle.pem.web.keystore");
		assertThat(output).doesNotContain("\tat ");
	}

	@ParameterizedTest
	@ValueSource(ints = { 73, 88 })
	void doesNotStartWithAPasswordThatIsLongerThanBcryptHashes(int length, CapturedOutput output) {
		assertDoesNotStart("--spring.security.user.password=" + "x".repeat(length));
		assertThat(output).contains("The property spring.security.user.password is '…'.")
			.contains("Use at most 72 bytes of UTF-8");
		assertThat(output).doesNotContain("\tat ").doesNotContain("xxx");
	}

	@Test
	void doesNotStartWithFortyUmlautsAsAPassword(CapturedOutput output) {
		assertDoesNotStart("--spring.security.user.password=" + "ä".repeat(40));
		assertThat(output).contains("The property spring.security.user.password is '…'.").doesNotContain("\tat ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "issuer-uri=http://localhost:1", "jwk-set-uri=http://localhost:1/keys" })
	void doesNotStartWithTokensForWhomeverTheyAre(String issuer, CapturedOutput output) {
		String tokens = "--spring.security.oauth2.resourceserver.jwt.";
		assertDoesNotStart("--spring.security.user.password=" + Http.PASSWORD, tokens + issuer);
		assertThat(output)
			.contains("The property spring.security.oauth2.resourceserver.jwt.audiences is not set.", "claim aud")
			.doesNotContain("\tat ");
	}

	private static void assertDoesNotStart(String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		if (all.stream().noneMatch((argument) -> argument.startsWith("--server.port"))) {
			all.add("--server.port=" + (all.contains("--management.server.port=8123") ? 8123 : 0));
		}
		if (all.stream().noneMatch((argument) -> argument.startsWith("--management"))) {
			all.add("--management.server.port=0");
		}
		assertThatException()
			.isThrownBy(() -> GatewayApplication.application().run(all.toArray(String[]::new)).close());
	}

}
