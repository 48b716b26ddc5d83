package io.realtimeclock.gateway.tick;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NewestTickTests {

	private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

	private final Grid grid = new Grid(Duration.ofMillis(500));

	private Instant now = NOON;

	private final TickFeed.NewestTick newest = new TickFeed.NewestTick(limits(() -> this.now));

	@Test
	void takesTheFirstTickAndEachNewerOne() {
		assertThat(this.newest.get()).isNull();
		assertThat(this.newest.take(at(0))).isTrue();
		assertThat(this.newest.take(at(500))).isTrue();
		assertThat(this.newest.get()).isEqualTo(at(500));
	}

	@Test
	void takesNeitherTheSameNorAnOlderTick() {
		this.newest.take(at(0));
		assertThat(this.newest.take(at(0))).isFalse();
		assertThat(this.newest.take(at(-500))).isFalse();
		assertThat(this.newest.get()).isEqualTo(at(0));
	}

	@Test
	void takesATickUpToTheLimitAheadAndNoneBeyond() {
		assertThat(this.newest.take(at(2500))).isFalse();
		assertThat(this.newest.get()).isNull();
		assertThat(this.newest.take(at(2000))).isTrue();
	}

	@Test
	void isNotHeldUpByALastTickThatIsNoLongerCredible() {
		this.newest.take(at(0));
		this.now = NOON.minusSeconds(3600);
		assertThat(this.newest.take(at(-3_600_000))).as("the clock was put back").isTrue();
		assertThat(this.newest.take(at(-3_600_000))).as("the same again").isFalse();
		assertThat(this.newest.take(at(0))).as("what was true before the clock was put back").isFalse();
		assertThat(this.newest.take(at(-3_599_500))).isTrue();
	}

	@Test
	void knowsWhenTheClockWasPutBack() {
		assertThat(this.newest.isPutBackBy(at(0))).isFalse();
		this.newest.take(at(0));
		assertThat(this.newest.isPutBackBy(at(-500))).as("a late tick").isFalse();
		this.now = NOON.minusSeconds(10);
		assertThat(this.newest.isPutBackBy(at(-10_000))).isTrue();
	}

	@Test
	void risesStrictlyToTheNewestWhateverTheOrder() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 200; round++) {
			List<Tick> ticks = new ArrayList<>();
			for (int i = 0; i < 50; i++) {
				ticks.add(at(-500L * random.nextInt(100)));
			}
			Collections.shuffle(ticks, random);
			TickFeed.NewestTick fresh = new TickFeed.NewestTick(limits(() -> NOON));
			List<Long> taken = new ArrayList<>();
			for (Tick tick : ticks) {
				if (fresh.take(tick)) {
					taken.add(tick.sequence());
				}
			}
			long highest = ticks.stream().mapToLong(Tick::sequence).max().orElseThrow();
			assertThat(taken).as("seed %d", seed).isSorted().doesNotHaveDuplicates().endsWith(highest);
		}
	}

	private static TickLimits limits(InstantSource clock) {
		TickLimits.Settings settings = new TickLimits.Settings(Duration.ofSeconds(2), Duration.ofMillis(1500),
				Duration.ofSeconds(2), Duration.ofSeconds(15));
		return new TickLimits(clock, settings, new ClockProperties(Duration.ofMillis(500), null),
				new SimpleMeterRegistry());
	}

	private Tick at(long millisFromNoon) {
		return this.grid.at(NOON.plusMillis(millisFromNoon));
	}

}
