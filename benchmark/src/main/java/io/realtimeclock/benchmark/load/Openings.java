package io.realtimeclock.benchmark.load;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/** The connections that are still to be opened, at their pace. */
final class Openings {

	/** Between two reads, lest the clients that are there wait. */
	private static final int AT_ONCE = 32;

	private final Queue<Opening> waiting = new ArrayDeque<>();

	private double perSecond;

	private long last;

	private double due;

	private int left;

	void add(Collection<Opening> more, double rate) {
		if (this.waiting.isEmpty()) {
			this.last = System.nanoTime();
			this.due = 0;
		}
		this.waiting.addAll(more);
		this.perSecond = rate;
	}

	boolean isEmpty() {
		return this.waiting.isEmpty();
	}

	/** Begin a turn of the event loop. */
	void turn() {
		long now = System.nanoTime();
		this.due = Math.min(this.due + this.perSecond * (now - this.last) / 1e9, this.waiting.size());
		this.last = now;
		this.left = (int) Math.min(AT_ONCE, this.due);
	}

	/** Return the next one that is due in this turn. */
	@Nullable Opening next() {
		if (this.left == 0) {
			return null;
		}
		this.left--;
		this.due--;
		return this.waiting.poll();
	}

	/** Tell whether more are due at once. */
	boolean areDue() {
		return this.due >= 1;
	}

}
