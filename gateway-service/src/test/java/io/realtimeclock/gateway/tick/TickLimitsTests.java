package io.realtimeclock.gateway.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.settings.InvalidSettingException;
import io.realtimeclock.tick.Tick;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TickLimitsTests {

	@Test
	void areThoseOfTheDocumentsForHalfASecond() {
		TickLimits limits = limits(Duration.ofMillis(500), Map.of());
		assertThat(limits.left(new Tick(0, Instant.EPOCH))).isEqualTo(Duration.ofMillis(1500));
		assertThat(limits.staleAfter()).isEqualTo(Duration.ofSeconds(2));
		assertThat(limits.longestSilence()).isEqualTo(Duration.ofSeconds(15));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0.01S", "PT5S", "PT30S", "PT1H" })
	void leaveTimeForTheNextTickAndForOneThatIsMissed(Duration period) {
		TickLimits limits = limits(period, Map.of());
		assertThat(limits.left(new Tick(0, Instant.EPOCH))).isGreaterThan(period);
		assertThat(limits.staleAfter()).isGreaterThan(period.multipliedBy(2));
		assertThat(limits.longestSilence()).isGreaterThan(period);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gateway.max-age", "gateway.stale-after" })
	void areRefusedIfTheyEndBeforeTheNextTick(String property) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> limits(Duration.ofSeconds(5), Map.of(property, "5s")))
			.withMessageContaining(property)
			.satisfies((ex) -> assertThat(ex.remedy()).contains("clock.period, 5000ms"));
		assertThat(limits(Duration.ofSeconds(5), Map.of(property, "5100ms"))).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "gateway.max-future-skew, 0s", "gateway.max-age, -1s", "gateway.stale-after, 0s",
			"gateway.stale-repeat, 99ms", "gateway.stale-repeat, 61m" })
	void areRefusedIfTheyAreNoTimes(String property, String value) {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> limits(Duration.ofMillis(500), Map.of(property, value)))
			.havingRootCause()
			.isInstanceOf(InvalidSettingException.class)
			.withMessageContaining(property);
	}

	private static TickLimits limits(Duration period, Map<String, String> settings) {
		TickLimits.Settings set = new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("gateway",
				TickLimits.Settings.class);
		return new TickLimits(() -> Instant.EPOCH, set, new ClockProperties(period, null), new SimpleMeterRegistry());
	}

}
