package io.realtimeclock.gateway.admission;

import java.time.Duration;

import io.realtimeclock.settings.InvalidSettingException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AdmissionPropertiesTests {

	private static final Duration LEASE = Duration.ofSeconds(30);

	@Test
	void allReplicasTogetherAllowFourTimesAsManyUnlessTheSettingSaysOtherwise() {
		assertThat(new Admission.Properties(20, 0, LEASE).maxConnectionsPerUserOverall()).isEqualTo(80);
		assertThat(new Admission.Properties(20, 30, LEASE).maxConnectionsPerUserOverall()).isEqualTo(30);
		assertThat(new Admission.Properties(20, 1, LEASE).maxConnectionsPerUserOverall()).isOne();
	}

	@Test
	void limitsThatMakeNoSenseAreRefused() {
		assertInvalid(0, 0, LEASE);
		assertInvalid(1, -1, LEASE);
		assertInvalid(1, 0, Duration.ofMillis(999));
		assertInvalid(1, 0, Duration.ofMinutes(61));
	}

	private static void assertInvalid(int user, int overall, Duration lease) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new Admission.Properties(user, overall, lease));
	}

}
