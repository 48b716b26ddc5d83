package io.realtimeclock.gateway.subscription;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * When clients of a feed are written to: at once, or at most once in an interval. Only
 * the event loop's thread uses it.
 */
final class WriteSchedule {

	/** After so many clients the event loop does something else. */
	private static final int BATCH = 256;

	private final Queue<Subscription> due = new ArrayDeque<>();

	/** Those that were written to within the interval, in the order of these writes. */
	private final Queue<Subscription> recent = new ArrayDeque<>();

	private final long intervalNanos;

	WriteSchedule(long intervalNanos) {
		this.intervalNanos = intervalNanos;
	}

	/** Note that something is to be written to a client. */
	void add(Subscription subscription) {
		if (!subscription.queued && !subscription.recent) {
			subscription.queued = true;
			this.due.add(subscription);
		}
	}

	/** Write to some of the clients that are due. */
	void run(long now, Consumer<Subscription> write) {
		for (Subscription next = this.recent.peek(); next != null
				&& now - next.writtenAt >= this.intervalNanos; next = this.recent.peek()) {
			this.recent.remove();
			next.recent = false;
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
		if (this.intervalNanos > 0 && !subscription.queued) {
			subscription.writtenAt = now;
			subscription.recent = true;
			this.recent.add(subscription);
		}
	}

	boolean isDone() {
		return this.due.isEmpty();
	}

	/** Return after how many milliseconds a client is due. */
	long waitMillis(long now) {
		if (!this.due.isEmpty()) {
			return 0;
		}
		Subscription next = this.recent.peek();
		return (next != null)
				? TimeUnit.NANOSECONDS.toMillis(Math.max(0, next.writtenAt + this.intervalNanos - now) + 999_999)
				: Long.MAX_VALUE;
	}

}
