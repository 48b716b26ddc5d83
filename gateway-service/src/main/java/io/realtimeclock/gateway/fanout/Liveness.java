package io.realtimeclock.gateway.fanout;

/**
 * Whether a client still lives: it is pinged at intervals and must answer each ping.
 */
final class Liveness {

	private long pingedAt;

	private volatile boolean pongDue;

	/**
	 * Begin to watch a client.
	 * @param now the current {@link System#nanoTime()}, from which the first ping is due
	 * after one interval, so that the pings of many clients spread as their arrivals do
	 */
	Liveness(long now) {
		this.pingedAt = now;
	}

	void answered() {
		this.pongDue = false;
	}

	boolean isLost(long now, LifeLimits limits) {
		return this.pongDue && now - this.pingedAt > limits.pongNanos();
	}

	/**
	 * Tell whether a ping is due, and take it as sent.
	 * @param now the current {@link System#nanoTime()}
	 * @param limits the interval
	 * @return whether the caller must send a ping now
	 */
	boolean pingDue(long now, LifeLimits limits) {
		boolean due = !this.pongDue && now - this.pingedAt > limits.pingNanos();
		if (due) {
			this.pingedAt = now;
			this.pongDue = true;
		}
		return due;
	}

}
