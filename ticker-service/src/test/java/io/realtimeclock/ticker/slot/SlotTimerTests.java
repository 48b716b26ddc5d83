package io.realtimeclock.ticker.slot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlotTimerTests {

	private static final Duration PERIOD = Duration.ofMillis(500);

	private final Grid grid = new Grid(PERIOD);

	private final FakeTime time = new FakeTime(Instant.parse("2026-11-23T18:07:57.123456789Z"));

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final SlotTimer timer = new SlotTimer(this.grid, this.time, this.time, this.meters);

	@Test
	void sleepsExactlyToTheNextSlot() {
		assertThat(awaitNext().instant()).isEqualTo(Instant.parse("2026-11-23T18:07:57.500Z"));
		assertThat(this.time.sleeps).containsExactly(376_543_211L);
		assertThat(awaitNext().instant()).isEqualTo(Instant.parse("2026-11-23T18:07:58.000Z"));
		assertThat(this.time.sleeps).containsExactly(376_543_211L, 500_000_000L);
		assertThat(skipped()).isZero();
	}

	@Test
	void waitsForTheNextSlotWhenItStartsExactlyOnTheGrid() {
		this.time.now = Instant.parse("2026-11-23T18:07:58.000Z");
		assertThat(awaitNext().instant()).isEqualTo(Instant.parse("2026-11-23T18:07:58.500Z"));
	}

	@Test
	void doesNotDriftHoweverLongEachCycleTakes() {
		for (int i = 0; i < 1_000; i++) {
			Tick tick = awaitNext();
			assertThat(this.time.now).isEqualTo(tick.instant());
			this.time.pass(Duration.ofMillis(i % 500));
		}
		assertThat(skipped()).isZero();
	}

	@Test
	void returnsEachSlotAtMostOnceInOrderAndCountsEveryOther() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		this.time.elapsed = (asked) -> asked + overshoot(random);
		long before = this.grid.at(this.time.now).sequence();
		long last = before;
		int returned = 0;
		for (int i = 0; i < 20_000; i++) {
			Tick tick = awaitNext();
			returned++;
			assertThat(tick.sequence()).as("seed %d", seed).isGreaterThan(last);
			assertThat(tick).as("seed %d", seed).isEqualTo(this.grid.at(tick.instant()));
			assertThat(Duration.between(tick.instant(), this.time.now)).as("seed %d", seed)
				.isBetween(Duration.ZERO, PERIOD.dividedBy(2));
			last = tick.sequence();
			this.time.pass(Duration.ofNanos(overshoot(random)));
		}
		assertThat(returned + skipped()).as("seed %d", seed).isEqualTo((double) (last - before));
		assertThat(skipped()).as("seed %d", seed).isPositive();
	}

	/**
	 * Mostly short, sometimes several slots.
	 */
	private static long overshoot(Random random) {
		Duration most = (random.nextInt(10) == 0) ? Duration.ofMillis(1700) : Duration.ofMillis(5);
		return random.nextLong(most.toNanos());
	}

	@Test
	void stillReturnsASlotThatIsHalfAPeriodLate() {
		this.time.nextSleeps.add((asked) -> asked + Duration.ofMillis(250).toNanos());
		assertThat(awaitNext().instant()).isEqualTo(Instant.parse("2026-11-23T18:07:57.500Z"));
		assertThat(skipped()).isZero();
	}

	@Test
	void skipsAndCountsASlotThatIsMoreThanHalfAPeriodLate() {
		this.time.nextSleeps.add((asked) -> asked + Duration.ofMillis(250).toNanos() + 1);
		assertThat(awaitNext().instant()).isEqualTo(Instant.parse("2026-11-23T18:07:58.000Z"));
		assertThat(this.time.now).isEqualTo(Instant.parse("2026-11-23T18:07:58.000Z"));
		assertThat(skipped()).isEqualTo(1);
	}

	@Test
	void countsTheHoleOfAPauseWhileAsleepAndCatchesNothingUp() {
		Tick first = awaitNext();
		this.time.nextSleeps.add((asked) -> asked + Duration.ofMillis(3100).toNanos());
		assertThatNextIsOnTime(first.sequence() + 8);
		assertThat(skipped()).isEqualTo(7);
		assertThatNextIsOnTime(first.sequence() + 9);
		assertThatNextIsOnTime(first.sequence() + 10);
		assertThat(skipped()).isEqualTo(7);
	}

	@Test
	void countsTheHoleOfALongCycleAndCatchesNothingUp() {
		Tick first = awaitNext();
		this.time.pass(Duration.ofMillis(2300));
		assertThatNextIsOnTime(first.sequence() + 5);
		assertThat(skipped()).isEqualTo(4);
		assertThatNextIsOnTime(first.sequence() + 6);
		assertThat(skipped()).isEqualTo(4);
	}

	@Test
	void goesOnWithTheNewTimeWhenTheWallClockIsPutBackWhileAsleep() {
		awaitNext();
		this.time.nextSleeps.add((asked) -> asked - Duration.ofHours(1).toNanos());
		assertThat(awaitNext().instant()).isEqualTo(Instant.parse("2026-11-23T17:07:58.500Z"));
		assertThat(this.time.now).isEqualTo(Instant.parse("2026-11-23T17:07:58.500Z"));
		assertThat(awaitNext().instant()).isEqualTo(Instant.parse("2026-11-23T17:07:59.000Z"));
		assertThat(skipped()).isZero();
	}

	@Test
	void goesOnWithTheNewTimeWhenTheWallClockIsPutBackBetweenTwoSlots() {
		awaitNext();
		this.time.pass(Duration.ofHours(-1));
		assertThat(awaitNext().instant()).isEqualTo(Instant.parse("2026-11-23T17:07:58.000Z"));
		assertThat(skipped()).isZero();
	}

	@Test
	void countsNoSlotWhenTheWallClockIsPutBackByOneSlot() {
		Tick first = awaitNext();
		this.time.pass(PERIOD.negated());
		assertThat(awaitNext()).isEqualTo(first);
		assertThat(skipped()).isZero();
	}

	@Test
	void sleepsAgainAfterAnEarlyWakeUp() {
		this.time.elapsed = (asked) -> Math.max(1, asked / 3);
		Tick tick = awaitNext();
		assertThat(this.time.now).isEqualTo(tick.instant()).isEqualTo(Instant.parse("2026-11-23T18:07:57.500Z"));
		assertThat(this.time.sleeps).hasSizeGreaterThan(10).doesNotContain(0L);
		assertThat(skipped()).isZero();
	}

	@Test
	void returnsNoSlotOnceNoneIsWanted() {
		assertThat(this.timer.awaitNext(() -> this.time.sleeps.isEmpty())).isNull();
		assertThat(this.time.sleeps).hasSize(1);
	}

	private Tick awaitNext() {
		return Objects.requireNonNull(this.timer.awaitNext(() -> true));
	}

	private double skipped() {
		return this.meters.get("ticker.slots.skipped").counter().count();
	}

	private void assertThatNextIsOnTime(long sequence) {
		Tick tick = awaitNext();
		assertThat(tick.sequence()).isEqualTo(sequence);
		assertThat(this.time.now).isEqualTo(tick.instant());
	}

	/**
	 * A wall clock that only sleep and {@link #pass} advance.
	 */
	private static final class FakeTime implements InstantSource, LongConsumer {

		private final List<Long> sleeps = new ArrayList<>();

		private final Deque<LongUnaryOperator> nextSleeps = new ArrayDeque<>();

		private LongUnaryOperator elapsed = LongUnaryOperator.identity();

		private Instant now;

		FakeTime(Instant now) {
			this.now = now;
		}

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public void accept(long nanos) {
			this.sleeps.add(nanos);
			LongUnaryOperator next = this.nextSleeps.isEmpty() ? this.elapsed : this.nextSleeps.remove();
			pass(Duration.ofNanos(next.applyAsLong(nanos)));
		}

		void pass(Duration duration) {
			this.now = this.now.plus(duration);
		}

	}

}
