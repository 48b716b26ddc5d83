package io.realtimeclock.gateway.feed;

import java.time.Duration;

/** Lets through one log line in a while, however often there is a reason for it. */
public final class LogPause {

	private final long nanos;

	private long end = System.nanoTime();

	/** Begin with what lets the first line through. */
	public LogPause(Duration pause) {
		this.nanos = pause.toNanos();
	}

	/** Tell whether a line may be written now; it begins the next pause. */
	public boolean isOver() {
		long now = System.nanoTime();
		boolean over = now - this.end >= 0;
		if (over) {
			this.end = now + this.nanos;
		}
		return over;
	}

}
