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
					gateway.stale-after | 200000d | Set a positive time of at most 3650d
					gateway.max-age | 100000000000d | Set a positive time of at most 3650d
					gateway.max-future-skew | 9223372036854775807s | Set a positive time of at most 3650d
					gateway.max-conections | 5 | There is no such property of gateway
					gateway.max-connections.more | 5 | There is no such property of gateway
					gateway.roles-claim | '' | Name the claim
					gateway.roles-claim | 'roles ' | Name the claim
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
					spring.data.redis.timeout | 0s | Set a time from 1ms to 1h
					spring.data.redis.timeout | 100000000000d | Set a time from 1ms to 1h
					spring.data.redis.connect-timeout | 0s | Set a time from 1ms to 1h
					spring.data.redis.connect-timeout | 100000000000d | Set a time from 1ms to 1h
					spring.data.redis.database | -1 | Set a number from 0 on
					spring.data.redis.host | '' | Set a host's name or address
					spring.data.redis.host | 'redis ' | Set a host's name or address
					spring.data.redis.host | redis:6379 | Set a host's name or address
					spring.data.redis.host | redis://redis | Set a host's name or address
					spring.data.redis.url | redis://ann:grfg@ | Write redis://host:port
					spring.data.redis.url | redis://ann:grfg@localhost:99999 | Write redis://host:port
					spring.data.redis.url | redis://ann:grfg @localhost | Write redis://host:port
					spring.data.redis.url | http://localhost:1 | Write redis://host:port
					spring.data.redis.sentinel.nodes | localhost | Write each sentinel as host:port
					spring.data.redis.sentinel.nodes | localhost:99999 | Write each sentinel as host:port
					spring.data.redis.sentinel.nodes | '' | Write each sentinel as host:port
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
					spring.security.oauth2.client.registration.staff.client-id | '' | Set the id
					spring.ssl.bundle.pem.redis.truststore.certificate | file:/no/such.crt | Name a file of PEM certificates
					spring.ssl.bundle.pem.redis.truststore.certificate | file:/tmp | Name a file of PEM certificates
					spring.ssl.bundle.pem.web.keystore.certificate | /no/such.crt | Name a file of PEM certificates
					spring.ssl.bundle.pem.web.keystore.private-key | file:/no/such.key | Name a file with a PEM private key
					management.server.port | 8123 | Set a port of its own
					management.server.port | -1 | Set a port of its own
					clock.zone | Mars/Olympus | Set an IANA time zone name, for example Europe/Madrid
					clock.period | 0s | from 10ms to 1h
					gateway.users.demo | {rot13}grfg | Write the hash as {bcrypt}
					gateway.trusted-proxies | 10.0.0.0/-1 | Name each proxy by its address or network
					gateway.trusted-proxies | 10.0.0 | Name each proxy by its address or network
					gateway.trusted-proxies | 10.0.0.0/33 | Name each proxy by its address or network
					gateway.trusted-proxies | proxy.local/99 | Name each proxy by its address or network
					gateway.user-file | /no/such/file | Name a file of UTF-8 text
					gateway.users.ann | {bcrypt}a0 | the text after {bcrypt} is no such hash
					gateway.users.ann | $2a$04$yeDQkXLIWw | Write the name of the hash in braces before it
					gateway.users.ann | {scrypt}$e0801$8bWJaSu2IKSn9Z9kM+TPXfOc/9bdYSrN1oD9qfVThWEwdRTnO7re7Ei+fUZRJ68k9lTyuTeUp4of4g24hHnazw==$OAOec05+bXxvuu/1qZ6NUR+xQYvYv7BeL1QxwRpY5Pc= | needs the library Bouncy Castle
					server.servlet.context-path | /.. | a path that begins with a slash
					server.servlet.context-path | /a/./b | a path that begins with a slash
					server.servlet.context-path | clock | a path that begins with a slash
					gateway.failed-logins | 0 | Set a positive number.
					gateway.permit-lease | 0s | Set a time from 1s to 1h
					gateway.feeds.prices.topik | prices | Set topic, authority, rights[0].keys
					gateway.feeds.prices.topic | a b | Name a Kafka topic
					gateway.feeds.prices.topic | . | Name a Kafka topic
					gateway.feeds.prices.topic | .. | Name a Kafka topic
					gateway.feeds.prices.authority | 'ROLE_TRADER ' | Name an authority
					gateway.feeds.prices.rights[0].authority | ' ' | Name an authority
					gateway.feeds.prices.stale-after | 200000d | Set a time from 100ms to 3650d
					gateway.feeds.prices.stale-after | 9223372036854775807s | Set a time from 100ms to 3650d
					gateway.feeds.prices.max-keys | -1 | Set a number from 1 to
					gateway.feeds.prices.max-keys-per-client | 0 | Set a number from 1 to
					gateway.feeds.prices.max-value-size | 2MB | Set a size from 1B to 1MB
					gateway.feeds.prices.interval | -1s | Set a time from 0s to 1h
					gateway.feeds.prices.stale-after | 0s | Set a time from 100ms to 3650d
					gateway.feeds.prices.rights[0].keys | EUR*USD | Write * at the end only
					gateway.roles.ann | trader eu | Name roles with letters
					""")
	void doesNotStartWithAWrongSettingAndSaysWhatIsRight(String property, String value, String remedy,
			CapturedOutput output) {
		List<String> arguments = new ArrayList<>(
				List.of("--spring.security.user.password=" + Http.PASSWORD, "--" + property + "=" + value));
		if (property.endsWith(".sentinel.nodes")) {
			arguments.add("--spring.data.redis.sentinel.master=clock");
		}
		if (property.endsWith(".rights[0].authority")) {
			arguments.add("--gateway.feeds.prices.rights[0].keys=EUR*");
		}
		assertDoesNotStart(arguments.toArray(String[]::new));
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
	@CsvSource({ "spring.data.redis.sentinel.master=clock, spring.data.redis.sentinel.nodes",
			"spring.data.redis.sentinel.nodes=localhost:1, spring.data.redis.sentinel.master",
			"spring.security.oauth2.client.registration.staff.client-id=x, "
					+ "spring.security.oauth2.client.registration.staff.provider" })
	void doesNotStartWithOneSettingWithoutTheOther(String setting, String missing, CapturedOutput output) {
		assertDoesNotStart("--spring.security.user.password=" + Http.PASSWORD, "--" + setting);
		assertThat(output).contains("The property " + missing + " is not set.").doesNotContain("\tat ");
	}

	@Test
	void doesNotStartWithSigningKeysThatAreNowhere(CapturedOutput output) {
		String jwt = "spring.security.oauth2.resourceserver.jwt.";
		assertDoesNotStart("--spring.security.user.password=" + Http.PASSWORD, "--" + jwt + "audiences=clock",
				"--" + jwt + "jwk-set-uri=keys");
		assertThat(output).contains("The property " + jwt + "jwk-set-uri is 'keys'.").doesNotContain("\tat ");
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
