package io.realtimeclock.gateway.fanout;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A time that something may take, from now on. */
final class Window {

	private static final Duration STEP = Duration.ofMillis(50);

	private final long begin = System.nanoTime();

	private final Duration length;

	Window(Duration length) {
		this.length = length;
	}

	/** Return which part of it is left, from 1 to 0. */
	double left() {
		return Math.max(0, 1 - (double) (System.nanoTime() - this.begin) / this.length.toNanos());
	}

	/** Wait until it is over, or something done. */
	void await(BooleanSupplier done) {
		while (left() > 0 && !done.getAsBoolean()) {
			LockSupport.parkNanos(STEP.toNanos());
		}
	}

}
