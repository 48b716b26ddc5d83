package io.realtimeclock.gateway;

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
					gateway.max-connections          | -1                | Set a positive number.
					gateway.max-connections-per-user | 0                 | Set a positive number.
					gateway.stale-after              | 0s                | Set a positive time
					gateway.drain-window             | -1s               | Set 0s or more
					clock.zone                       | Mars/Olympus      | Set an IANA time zone name, for example Europe/Madrid
					clock.period                     | 0s                | from 10ms to 1h
					gateway.users.demo               | {rot13}grfg       | Write the hash as {bcrypt}
					gateway.trusted-proxies          | proxy.local/99    | Name each proxy by its address or network
					gateway.user-file                | /no/such/file     | Name a file of UTF-8 text
					gateway.users.ann                | {bcrypt}a0         | the text after {bcrypt} is no such hash
					gateway.users.ann                | $2a$04$yeDQkXLIWw | Write the name of the hash in braces before it
					gateway.users.ann                | {scrypt}$e0801$8bWJaSu2IKSn9Z9kM+TPXfOc/9bdYSrN1oD9qfVThWEwdRTnO7re7Ei+fUZRJ68k9lTyuTeUp4of4g24hHnazw==$OAOec05+bXxvuu/1qZ6NUR+xQYvYv7BeL1QxwRpY5Pc= | needs the library Bouncy Castle
					gateway.failed-logins            | 0                 | Set a positive number.
					gateway.place-lease              | 0s                | Set a positive time
					""")
	void doesNotStartWithAWrongSettingAndSaysWhatIsRight(String property, String value, String remedy,
			CapturedOutput output) {
		assertDoesNotStart("--spring.security.user.password=" + Http.PASSWORD, "--" + property + "=" + value);
		assertThat(output).contains("The property " + property + " is '").contains(remedy);
		assertThat(output).doesNotContain("\tat ").doesNotContain("grfg");
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

	private static void assertDoesNotStart(String... arguments) {
		String[] all = new String[arguments.length + 2];
		System.arraycopy(arguments, 0, all, 0, arguments.length);
		all[arguments.length] = "--server.port=0";
		all[arguments.length + 1] = "--management.server.port=0";
		assertThatException().isThrownBy(() -> GatewayApplication.application().run(all).close());
	}

}
