package io.realtimeclock.gateway.broadcast;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BroadcastMetersTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final BroadcastMeters meters = new BroadcastMeters(this.registry, InstantSource.fixed(NOW));

	@Test
	void measuresTheDelayOfATickUnlessItsSlotIsAheadOfThisMachinesClock() {
		this.meters.written(NOW.minusMillis(20));
		this.meters.written(NOW);
		this.meters.written(NOW.plusMillis(20));
		Timer latency = this.registry.get("gateway.fanout.latency").timer();
		assertThat(latency.count()).isEqualTo(2);
		assertThat(latency.max(TimeUnit.MILLISECONDS)).isEqualTo(20);
	}

}
