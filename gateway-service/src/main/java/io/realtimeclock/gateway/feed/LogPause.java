package io.realtimeclock.gateway.feed;

import java.time.Duration;

/**
 * Lets through one log line in a while, however often there is a reason for it.
 */
final class LogPause {

	private final long nanos;

	private long end = System.nanoTime();

	LogPause(Duration pause) {
		this.nanos = pause.toNanos();
	}

	boolean isOver() {
		long now = System.nanoTime();
		boolean over = now - this.end >= 0;
		if (over) {
			this.end = now + this.nanos;
		}
		return over;
	}

}
