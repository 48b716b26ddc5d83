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
					gateway.stale-after | 500ms | Set more than clock.period, 500ms
					gateway.max-conections | 5 | There is no such property of gateway
					gateway.max-age | 400ms | Set more than clock.period, 500ms
					spring.session.timeout | 0 | Set a time from 2s to 3650d
					spring.data.redis.cluster.nodes | localhost:7000 | set spring.data.redis.host, or spring.data.redis.sentinel.master and .nodes
					spring.kafka.bootstrap-servers | kafka | Write each server as host:port
					clock.zone | Mars/Olympus | Set an IANA time zone name, for example Europe/Madrid
					gateway.users.demo | {rot13}grfg | Write the hash as {bcrypt}
					gateway.trusted-proxies | 10.0.0.0/-1 | Name each proxy by its address or network
					gateway.trusted-proxies | 10.0.0 | Name each proxy by its address or network
					gateway.trusted-proxies | 10.0.0.0/33 | Name each proxy by its address or network
					gateway.trusted-proxies | proxy.local/99 | Name each proxy by its address or network
					gateway.user-file | /no/such/file | Name a file of UTF-8 text
					gateway.users.ann | {bcrypt}a0 | the text after {bcrypt} is no such hash
					gateway.users.ann | $2a$04$yeDQkXLIWw | Write the name of the hash in braces before it
					gateway.users.ann | {scrypt}$e0801$8bWJaSu2IKSn9Z9kM+TPXfOc/9bdYSrN1oD9qfVThWEwdRTnO7re7Ei+fUZRJ68k9lTyuTeUp4of4g24hHnazw==$OAOec05+bXxvuu/1qZ6NUR+xQYvYv7BeL1QxwRpY5Pc= | needs the library Bouncy Castle
					gateway.feeds.prices.topik | prices | Set topic, authority, rights[0].keys
					gateway.roles.ann | trader eu | Name roles with letters
					""")
	void doesNotStartWithAWrongSettingAndSaysWhatIsRight(String property, String value, String remedy,
			CapturedOutput output) {
		assertDoesNotStart("--spring.security.user.password=" + Http.PASSWORD, "--" + property + "=" + value);
		assertThat(output).contains("The property " + property + " is '").contains(remedy);
		assertThat(output).doesNotContain("\tat ").doesNotContain("grfg");
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
		List<String> all = new ArrayList<>(List.of("--server.port=0", "--management.server.port=0"));
		all.addAll(List.of(arguments));
		assertThatException()
			.isThrownBy(() -> GatewayApplication.application().run(all.toArray(String[]::new)).close());
	}

}
