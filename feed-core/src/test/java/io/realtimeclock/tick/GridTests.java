package io.realtimeclock.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class GridTests {

	private final Grid grid = new Grid(Duration.ofMillis(500));

	@Test
	void numbersSlotsFromTheEpoch() {
		assertThat(this.grid.at(Instant.parse("2026-11-23T18:07:57.731Z")))
			.isEqualTo(new Tick(3590914555L, Instant.parse("2026-11-23T18:07:57.500Z")));
	}

	@Test
	void startsASlotExactlyOnTheGrid() {
		Instant start = Instant.parse("2026-11-23T18:07:57.500Z");
		assertThat(this.grid.at(start).instant()).isEqualTo(start);
		assertThat(this.grid.at(start.minusNanos(1)).instant()).isEqualTo(start.minusMillis(500));
	}

	@Test
	void continuesWithoutAHole() {
		Tick tick = this.grid.at(Instant.parse("2026-11-23T18:07:57.500Z"));
		assertThat(this.grid.next(tick)).isEqualTo(this.grid.at(tick.instant().plusMillis(500)));
	}

	@Test
	void findsForAnyTimeTheSlotThatContainsIt() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int i = 0; i < 10_000; i++) {
			Instant time = Instant.ofEpochMilli(random.nextLong(-1_000_000_000_000L, 10_000_000_000_000L));
			Tick tick = this.grid.at(time);
			assertThat(tick.instant()).as("seed %d", seed)
				.isBeforeOrEqualTo(time)
				.isAfter(time.minus(this.grid.period()));
			assertThat(tick.instant().toEpochMilli()).as("seed %d", seed).isEqualTo(tick.sequence() * 500);
		}
	}

	@Test
	void holdsNoTickWhoseSequenceAndInstantDisagree() {
		Tick tick = this.grid.at(Instant.parse("2026-11-23T18:07:57.500Z"));
		assertThat(this.grid.holds(tick)).isTrue();
		assertThat(this.grid.holds(new Tick(tick.sequence() + 1, tick.instant()))).isFalse();
		assertThat(this.grid.holds(new Tick(tick.sequence(), tick.instant().plusMillis(1)))).isFalse();
	}

	@Test
	void refusesAPeriodThatIsNoPositiveNumberOfMilliseconds() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Grid(Duration.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> new Grid(Duration.ofMillis(-500)));
		assertThatIllegalArgumentException().isThrownBy(() -> new Grid(Duration.ofNanos(1)));
	}

}
