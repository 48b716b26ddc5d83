package io.realtimeclock.gateway.throttle;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThrottleTests {

	/** 16,384 keys of half a kilobyte; what was sent would take 250 MB. */
	private static final long MAX_MEGABYTES = 12;

	@Test
	void allowsABurstAndThenSaysHowLongToWait() {
		Throttle throttle = new Throttle(2, 1, Duration.ofMinutes(1));
		assertThat(throttle.take("a")).isZero();
		assertThat(throttle.take("a")).isZero();
		assertThat(throttle.take("a")).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
		assertThat(throttle.take("b")).isZero();
	}

	@Test
	void takesBackAnAttempt() {
		Throttle throttle = new Throttle(1, 1, Duration.ofMinutes(1));
		for (int i = 0; i < 10; i++) {
			assertThat(throttle.take("a")).isZero();
			throttle.giveBack("a");
		}
	}

	@Test
	void takesFewMegabytesHoweverManyAndLongTheKeysAre() {
		String long5Kilobytes = "k".repeat(5 * 1024);
		Throttle throttle = new Throttle(10, 10, Duration.ofMinutes(1));
		long before = usedMegabytes();
		for (int i = 0; i < 50_000; i++) {
			throttle.take(i + long5Kilobytes);
		}
		assertThat(usedMegabytes() - before).as("MB that the throttle takes").isLessThanOrEqualTo(MAX_MEGABYTES);
		assertThat(throttle.take("another")).isZero();
	}

	private static long usedMegabytes() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
	}

}
