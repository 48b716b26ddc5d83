package io.realtimeclock.gateway.tick;

import java.time.Duration;
import java.time.Instant;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.gateway.tick.TickFeed.SourceHealth;
import io.realtimeclock.settings.ClockProperties;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SourceHealthTests {

	private final SourceHealth health = health(Duration.ofMinutes(1));

	@Test
	void isUpFromTheFirstLiveTickOnceTheStoredTickWasRead() {
		this.health.ticked();
		assertThat(status(this.health)).isEqualTo(Status.DOWN);
		this.health.storedTickRead();
		assertThat(status(this.health)).isEqualTo(Status.UP);
		assertThat(this.health.health().getDetails()).containsEntry("ticked", true)
			.containsEntry("consuming", false)
			.containsEntry("deaf", false)
			.containsEntry("storedTickRead", true);
	}

	@Test
	void isUpOnceItKnowsThatTheSourceIsSilent() {
		SourceHealth impatient = health(Duration.ofMillis(100));
		impatient.storedTickRead();
		assertThat(status(impatient)).isEqualTo(Status.DOWN);
		impatient.consuming();
		assertThat(status(impatient)).isEqualTo(Status.DOWN);
		await().until(() -> {
			impatient.consuming();
			return status(impatient).equals(Status.UP);
		});
	}

	@Test
	void isDownWhileThisGatewayAloneReadsNothing() {
		this.health.storedTickRead();
		this.health.ticked();
		this.health.deaf(true);
		assertThat(status(this.health)).isEqualTo(Status.DOWN);
		this.health.deaf(false);
		assertThat(status(this.health)).isEqualTo(Status.UP);
	}

	private static SourceHealth health(Duration staleAfter) {
		TickLimits.Settings settings = new TickLimits.Settings(Duration.ofSeconds(2), Duration.ofSeconds(1), staleAfter,
				Duration.ofSeconds(15));
		return new SourceHealth(new TickLimits(Instant::now, settings, new ClockProperties(Duration.ofMillis(50), null),
				new SimpleMeterRegistry()));
	}

	private static Status status(SourceHealth health) {
		return health.health().getStatus();
	}

}
