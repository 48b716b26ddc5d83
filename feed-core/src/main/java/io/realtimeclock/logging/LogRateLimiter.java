package io.realtimeclock.logging;

import java.time.Duration;

/** Limits a log line to one in a while, however often there is a reason for it. */
public final class LogRateLimiter {

	private final long nanos;

	private long end = System.nanoTime();

	/** Create a limiter that allows the first line. */
	public LogRateLimiter(Duration pause) {
		this.nanos = pause.toNanos();
	}

	/** Return whether a line may be written now, which begins the next pause. */
	public boolean tryAcquire() {
		long now = System.nanoTime();
		boolean acquired = now - this.end >= 0;
		if (acquired) {
			this.end = now + this.nanos;
		}
		return acquired;
	}

}
