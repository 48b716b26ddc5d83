package io.realtimeclock.gateway.subscription;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WriteScheduleTests {

	private static final long NOW = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);

	@Test
	void changesWaitForAHundredthOfTheInterval() {
		WriteSchedule schedule = new WriteSchedule(TimeUnit.SECONDS.toNanos(1));
		assertThat(schedule.isPausing(NOW)).isFalse();
		schedule.run(NOW, Subscription::write);
		assertThat(schedule.isPausing(later(9))).isTrue();
		assertThat(schedule.waitMillis(later(9), true)).isEqualTo(1);
		assertThat(schedule.isPausing(later(10))).isFalse();
		assertThat(schedule.waitMillis(later(10), true)).isZero();
	}

	@Test
	void changesWaitForNothingWithoutAnInterval() {
		WriteSchedule schedule = new WriteSchedule(0);
		schedule.run(NOW, Subscription::write);
		assertThat(schedule.isPausing(NOW)).isFalse();
		assertThat(schedule.waitMillis(NOW, true)).isZero();
	}

	@Test
	void nothingIsDueWithoutChanges() {
		assertThat(new WriteSchedule(0).waitMillis(NOW, false)).isEqualTo(Long.MAX_VALUE);
	}

	private static long later(long millis) {
		return NOW + TimeUnit.MILLISECONDS.toNanos(millis);
	}

}
