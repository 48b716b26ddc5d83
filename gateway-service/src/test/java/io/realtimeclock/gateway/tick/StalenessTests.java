package io.realtimeclock.gateway.tick;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StalenessTests {

	/**
	 * {@link System#nanoTime()} may begin anywhere, and overflow.
	 */
	@ParameterizedTest
	@ValueSource(longs = { 0, -5_000_000_000L, Long.MAX_VALUE - 3_000_000_000L })
	void givesNoticeOnceAndThenAtIntervals(long start) {
		assertThat(noticesWithin(staleness(start), start, 33)).containsExactly(2, 17, 32);
	}

	@Test
	void givesNoticeAtTheVeryEndOfTheTime() {
		Staleness staleness = staleness(0);
		for (int half = 1; half < 50; half++) {
			// Half a second without a question is no pause yet
			assertThat(staleness.noticeDue(seconds(half) / 2)).as("after %d halves of a second", half)
				.isEqualTo(half == 4 || half == 34);
		}
	}

	@Test
	void givesNoNoticeWhileTicksCome() {
		Staleness staleness = staleness(0);
		for (int second = 1; second < 100; second++) {
			assertThat(staleness.ticked(seconds(second))).isFalse();
			assertThat(noticesWithin(staleness, seconds(second), 1)).isEmpty();
		}
	}

	@Test
	void beginsAnewAfterATick() {
		Staleness staleness = staleness(0);
		assertThat(noticesWithin(staleness, 0, 2)).containsExactly(2);
		assertThat(staleness.isStale()).isTrue();
		assertThat(staleness.ticked(seconds(3))).as("ends a silence").isTrue();
		assertThat(staleness.ticked(seconds(3))).isFalse();
		assertThat(staleness.isStale()).isFalse();
		assertThat(staleness.age(seconds(4))).isEqualTo(seconds(1));
		assertThat(noticesWithin(staleness, seconds(3), 18)).containsExactly(2, 17);
	}

	@Test
	void takesATimeInWhichThisProcessDidNotRunForNoSilence() {
		Staleness staleness = staleness(0);
		assertThat(noticesWithin(staleness, 0, 1)).isEmpty();
		assertThat(staleness.noticeDue(seconds(61))).isFalse();
		assertThat(staleness.age(seconds(61))).as("told as it is").isEqualTo(seconds(61));
		assertThat(noticesWithin(staleness, seconds(61), 2)).containsExactly(1);
	}

	private static Staleness staleness(long now) {
		return new Staleness(Duration.ofSeconds(2), Duration.ofSeconds(15), now);
	}

	private static List<Integer> noticesWithin(Staleness staleness, long start, int seconds) {
		List<Integer> notices = new ArrayList<>();
		for (int tenth = 0; tenth <= seconds * 10; tenth++) {
			if (staleness.noticeDue(start + seconds(tenth) / 10)) {
				notices.add(tenth / 10);
			}
		}
		return notices;
	}

	private static long seconds(int seconds) {
		return Duration.ofSeconds(seconds).toNanos();
	}

}
