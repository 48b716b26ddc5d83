package io.realtimeclock.systemtests;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A pause that is itself under test: the duration of a fault, or of a slow client.
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
