package io.realtimeclock.systemtests.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a fault lasts.
 */
final class Pause {

	private Pause() {
	}

	static void of(Duration time) {
		long end = System.nanoTime() + time.toNanos();
		while (System.nanoTime() - end < 0) {
			LockSupport.parkNanos(end - System.nanoTime());
		}
	}

}
