package io.realtimeclock.gateway.tick;

import java.time.Duration;
import java.util.Map;

import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.settings.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TickTimesTests {

	@Test
	void areThoseOfTheDocumentsForHalfASecond() {
		TickTimes times = times(Duration.ofMillis(500), Map.of());
		assertThat(times.maxAge()).isEqualTo(Duration.ofMillis(1500));
		assertThat(times.staleAfter()).isEqualTo(Duration.ofSeconds(2));
		assertThat(times.longestSilence()).isEqualTo(Duration.ofSeconds(15));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0.01S", "PT5S", "PT30S", "PT1H" })
	void leaveTimeForTheNextTickAndForOneThatIsMissed(Duration period) {
		TickTimes times = times(period, Map.of());
		assertThat(times.maxAge()).isGreaterThan(period);
		assertThat(times.staleAfter()).isGreaterThan(period.multipliedBy(2));
		assertThat(times.longestSilence()).isGreaterThan(period);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gateway.max-age", "gateway.stale-after" })
	void areRefusedIfTheyEndBeforeTheNextTick(String property) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> times(Duration.ofSeconds(5), Map.of(property, "5s")))
			.withMessageContaining(property)
			.satisfies((ex) -> assertThat(ex.remedy()).contains("clock.period, 5000ms"));
		assertThat(times(Duration.ofSeconds(5), Map.of(property, "5100ms"))).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "gateway.max-future-skew, 0s", "gateway.max-age, -1s", "gateway.stale-after, 0s",
			"gateway.stale-repeat, 99ms", "gateway.stale-repeat, 61m" })
	void areRefusedIfTheyAreNoTimes(String property, String value) {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> times(Duration.ofMillis(500), Map.of(property, value)))
			.havingRootCause()
			.isInstanceOf(InvalidSettingException.class)
			.withMessageContaining(property);
	}

	private static TickTimes times(Duration period, Map<String, String> settings) {
		TickTimes.Settings set = new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("gateway",
				TickTimes.Settings.class);
		return new TickTimes(set, new ClockProperties(period, null));
	}

}
