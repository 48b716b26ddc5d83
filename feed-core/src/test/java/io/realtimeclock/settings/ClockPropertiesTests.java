package io.realtimeclock.settings;

import java.time.Duration;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ClockPropertiesTests {

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S", "PT0.009S", "PT1H0.001S", "PT0.0105S" })
	void refusesAPeriodOutsideTheRangeAndSaysWhatIsRight(Duration period) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> new ClockProperties(period, null))
			.withMessageContaining("clock.period is '" + period + "'")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("from 10ms to 1h"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Mars/Olympus", "", "Europe/Madrid " })
	void refusesAnUnknownZoneAndSaysWhatIsRight(String zone) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new ClockProperties(Duration.ofMillis(500), zone))
			.withMessageContaining("clock.zone is '" + zone + "'")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("Europe/Madrid"));
	}

	@Test
	void takesTheMachinesZoneByDefault() {
		assertThat(new ClockProperties(Duration.ofMillis(500), null).zoneId()).isEqualTo(ZoneId.systemDefault());
	}

}
