package io.realtimeclock.systemtests;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a fault lasts, or a client takes: that is what is tested, there is nothing to
 * wait for.
 */
public final class Pause {

	private Pause() {
	}

	public static void of(Duration time) {
		long end = System.nanoTime() + time.toNanos();
		while (System.nanoTime() - end < 0) {
			LockSupport.parkNanos(end - System.nanoTime());
		}
	}

}
