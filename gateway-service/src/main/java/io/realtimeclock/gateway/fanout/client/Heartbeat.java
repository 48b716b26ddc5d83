package io.realtimeclock.gateway.fanout.client;

/** Knows when a client is due a ping, and whether it answered (RFC 6455, 5.5.2). */
final class Heartbeat {

	// The first ping is due after one interval, so that the pings of many clients spread
	// as their arrivals do
	private long pingedAt = System.nanoTime();

	private boolean pongDue;

	/** Begin a beat if the last one is so long ago, and tell whether to send a ping. */
	boolean begins(long now, long interval) {
		boolean begins = !this.pongDue && now - this.pingedAt > interval;
		if (begins) {
			this.pingedAt = now;
			this.pongDue = true;
		}
		return begins;
	}

	boolean isMissed(long now, long patience) {
		return this.pongDue && now - this.pingedAt > patience;
	}

	void answered() {
		this.pongDue = false;
	}

}
