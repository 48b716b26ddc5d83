package io.realtimeclock.gateway.subscription;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * When clients of a feed are written to: at once, or at most once in an interval. Only
 * the event loop's thread uses it.
 */
final class WriteSchedule {

	/** After so many clients the event loop does something else. */
	private static final int BATCH = 256;

	private static final int TURNS_PER_INTERVAL = 100;

	private final Queue<Subscription> due = new ArrayDeque<>();

	/**
	 * Those that were written to within the interval, in the order of these writes. Each
	 * refers to the one before and after it, so that one that leaves is dropped at once.
	 */
	private @Nullable Subscription earliest;

	private @Nullable Subscription latest;

	private final long intervalNanos;

	/**
	 * Many clients are written to in one turn of the event loop, for which each waits a
	 * hundredth of the interval at most: a turn for each would cost more than its write.
	 */
	private final long pauseNanos;

	private long ranAt = System.nanoTime();

	WriteSchedule(long intervalNanos) {
		this.intervalNanos = intervalNanos;
		this.pauseNanos = intervalNanos / TURNS_PER_INTERVAL;
	}

	/** Note that something is to be written to a client. */
	void add(Subscription subscription) {
		if (!subscription.queued && !subscription.recent) {
			subscription.queued = true;
			this.due.add(subscription);
		}
	}

	/** Tell whether it is too early to take changes and write. */
	boolean isPausing(long now) {
		return this.due.isEmpty() && now - this.ranAt < this.pauseNanos;
	}

	/** Write to some of the clients that are due. */
	void run(long now, Consumer<Subscription> write) {
		this.ranAt = now;
		for (Subscription next = this.earliest; next != null
				&& now - next.writtenAt >= this.intervalNanos; next = this.earliest) {
			unlink(next);
			if (next.isDue()) {
				add(next);
			}
		}
		for (int i = 0; i < BATCH && !this.due.isEmpty(); i++) {
			Subscription subscription = this.due.remove();
			subscription.queued = false;
			if (!subscription.left) {
				write.accept(subscription);
				delay(subscription, now);
			}
		}
	}

	private void delay(Subscription subscription, long now) {
		if (this.intervalNanos > 0 && !subscription.queued && !subscription.left) {
			subscription.writtenAt = now;
			subscription.recent = true;
			subscription.earlier = this.latest;
			if (this.latest != null) {
				this.latest.later = subscription;
			}
			else {
				this.earliest = subscription;
			}
			this.latest = subscription;
		}
	}

	private void unlink(Subscription subscription) {
		Subscription before = subscription.earlier;
		Subscription after = subscription.later;
		if (before != null) {
			before.later = after;
		}
		else {
			this.earliest = after;
		}
		if (after != null) {
			after.earlier = before;
		}
		else {
			this.latest = before;
		}
		subscription.earlier = null;
		subscription.later = null;
		subscription.recent = false;
	}

	/** Drop a client that leaves: at once, or in the next turn if it is due. */
	void remove(Subscription subscription) {
		subscription.left = true;
		if (subscription.recent) {
			unlink(subscription);
		}
	}

	/** Drop all, since after the last client there is no next turn. */
	void clear() {
		this.due.clear();
	}

	boolean isDone() {
		return this.due.isEmpty();
	}

	/**
	 * Return after how many milliseconds a client is due.
	 * @param changes whether keys have changed, for whichever clients
	 */
	long waitMillis(long now, boolean changes) {
		if (!this.due.isEmpty()) {
			return 0;
		}
		Subscription next = this.earliest;
		if (next == null && !changes) {
			return Long.MAX_VALUE;
		}
		long pauseEnd = this.ranAt + this.pauseNanos;
		long until = (next == null || changes) ? pauseEnd : Math.max(pauseEnd, next.writtenAt + this.intervalNanos);
		return TimeUnit.NANOSECONDS.toMillis(Math.max(0, until - now) + 999_999);
	}

}
