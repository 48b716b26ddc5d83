package io.realtimeclock.gateway.users;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.security.autoconfigure.SecurityProperties;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

import static org.assertj.core.api.Assertions.assertThat;

class UserDirectoryTests {

	@Test
	void thePasswordOfAnUnknownUserCostsAsMuchAsThatOfAUserWhateverTheirHash() {
		assertThat(costOfUnknownUser(4)).isBetween(0.1, 10.0);
		assertThat(costOfUnknownUser(12)).isBetween(0.5, 2.0);
	}

	@Test
	void noPasswordIsRightForAnUnknownUser() {
		PasswordEncoder encoder = directory(Map.of("demo", hash(4))).encoder();
		String unknown = encoder.encode("right");
		assertThat(encoder.matches("right", unknown)).isFalse();
		assertThat(encoder.matches("", unknown)).isFalse();
	}

	@Test
	void anUnknownUserIsRefusedWhereNobodyHasAPassword() {
		PasswordEncoder encoder = directory(Map.of()).encoder();
		assertThat(encoder.matches("any", encoder.encode("any"))).isFalse();
	}

	/** Return by what it exceeds the cost of a user with such a hash, as a factor. */
	private static double costOfUnknownUser(int strength) {
		UserDirectory users = directory(Map.of("demo", hash(strength)));
		PasswordEncoder encoder = users.encoder();
		String known = String.valueOf(users.find("demo").getPassword());
		String unknown = String.valueOf(encoder.encode("userNotFoundPassword"));
		encoder.matches("guess", known);
		return (double) cpuTime(encoder, unknown).toNanos() / cpuTime(encoder, known).toNanos();
	}

	private static Duration cpuTime(PasswordEncoder encoder, String hash) {
		long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		encoder.matches("guess", hash);
		return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
	}

	private static String hash(int strength) {
		return "{bcrypt}" + new BCryptPasswordEncoder(strength).encode("right");
	}

	private static UserDirectory directory(Map<String, String> users) {
		Roles roles = new Roles(new Roles.Properties("roles", Map.of()));
		return new UserDirectory(new SecurityProperties(), new UserDirectory.Properties(users, null), roles);
	}

}
