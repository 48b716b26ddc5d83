package io.realtimeclock.logging;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits a log line to one in a while, however often there is a reason for it. Any thread
 * may call it.
 */
public final class LogRateLimiter {

	private final long nanos;

	private final AtomicLong end = new AtomicLong(System.nanoTime());

	/** Create a limiter that allows the first line. */
	public LogRateLimiter(Duration pause) {
		this.nanos = pause.toNanos();
	}

	/** Return whether a line may be written now, which begins the next pause. */
	public boolean tryAcquire() {
		long now = System.nanoTime();
		long last = this.end.get();
		return now - last >= 0 && this.end.compareAndSet(last, now + this.nanos);
	}

}
