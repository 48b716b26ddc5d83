package io.realtimeclock.gateway.throttle;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ThrottleTests {

	private static final long MAX_MEGABYTES = 8;

	@Test
	void allowsABurstAndThenSaysHowLongToWait() {
		Throttle throttle = new Throttle(2, 1, Duration.ofMinutes(1));
		assertThat(throttle.take("a")).isZero();
		assertThat(throttle.take("a")).isZero();
		assertThat(throttle.take("a")).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
		assertThat(throttle.take("b")).isZero();
	}

	@Test
	void goesOnThoughTheWallClockIsSetBack() {
		assertThat(Throttle.CLOCK.isWallClockBased()).isFalse();
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
		// More than one, so that what else this JVM does meanwhile counts less
		List<Throttle> throttles = List.of(new Throttle(10, 10, Duration.ofMinutes(1)),
				new Throttle(10, 10, Duration.ofMinutes(1)));
		long before = usedMegabytes();
		for (int i = 0; i < 50_000; i++) {
			for (Throttle throttle : throttles) {
				throttle.take(i + long5Kilobytes);
			}
		}
		// The cache evicts in another thread
		await().atMost(Duration.ofSeconds(10))
			.untilAsserted(
					() -> assertThat((usedMegabytes() - before) / throttles.size()).as("MB that a throttle takes")
						.isLessThanOrEqualTo(MAX_MEGABYTES));
		assertThat(throttles).allMatch((throttle) -> throttle.take("another").isZero());
	}

	private static long usedMegabytes() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
	}

}
