package io.realtimeclock.gateway.tick;

import java.time.Duration;

/**
 * Decides when clients have to be notified that no tick has come for a while: once, and
 * again at intervals while that lasts. It is asked many times per second; a pause between
 * two questions, in which this process did not run, does not count as silence of the
 * source. Each {@code now} is a {@link System#nanoTime()}.
 */
public final class Staleness {

	private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

	private final long afterNanos;

	private final long repeatNanos;

	private volatile long lastTick;

	private long silentSince;

	private long lastAsked;

	private long lastNotice;

	private volatile boolean stale;

	/** Begin with a source that is not silent yet. */
	public Staleness(Duration after, Duration repeat, long now) {
		this.afterNanos = after.toNanos();
		this.repeatNanos = repeat.toNanos();
		this.lastTick = now;
		this.silentSince = now;
		this.lastAsked = now;
	}

	/** Note a live tick, and tell whether it ends a silence of which notice was given. */
	public boolean ticked(long now) {
		boolean wasStale = this.stale;
		this.lastTick = now;
		this.silentSince = now;
		this.stale = false;
		return wasStale;
	}

	/** Return how many nanoseconds ago the last live tick came. */
	public long age(long now) {
		return now - this.lastTick;
	}

	/** Tell whether notice was given of a silence that lasts. */
	boolean isStale() {
		return this.stale;
	}

	/** Tell whether the caller must give notice now, and take it as given. */
	public boolean noticeDue(long now) {
		long unasked = now - this.lastAsked;
		this.lastAsked = now;
		if (unasked > PAUSE_NANOS) {
			// If a tick came since the last question, only the pause after it is left out
			this.silentSince += Math.min(unasked, now - this.silentSince);
		}
		boolean due = this.stale ? now - this.lastNotice >= this.repeatNanos
				: now - this.silentSince >= this.afterNanos;
		if (due) {
			this.stale = true;
			this.lastNotice = now;
		}
		return due;
	}

}
