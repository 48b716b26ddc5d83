package io.realtimeclock.gateway.feed;

import java.time.Duration;

/**
 * Says when clients must be told that no tick has come for a while: once, and again at
 * intervals while it lasts.
 */
final class Staleness {

	private final long afterNanos;

	private final long repeatNanos;

	private volatile long lastTick;

	private long lastNotice;

	private boolean stale;

	Staleness(Duration after, Duration repeat, long now) {
		this.afterNanos = after.toNanos();
		this.repeatNanos = repeat.toNanos();
		this.lastTick = now;
	}

	/**
	 * Note a live tick.
	 * @param now the current {@link System#nanoTime()}
	 * @return whether it ends a silence of which notice was given
	 */
	boolean ticked(long now) {
		boolean wasStale = this.stale;
		this.lastTick = now;
		this.stale = false;
		return wasStale;
	}

	long age(long now) {
		return now - this.lastTick;
	}

	/**
	 * Tell whether a notice is due, and take it as given.
	 * @param now the current {@link System#nanoTime()}
	 * @return whether the caller must give notice now
	 */
	boolean noticeDue(long now) {
		boolean due = this.stale ? now - this.lastNotice >= this.repeatNanos : now - this.lastTick >= this.afterNanos;
		if (due) {
			this.stale = true;
			this.lastNotice = now;
		}
		return due;
	}

}
