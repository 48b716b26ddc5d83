package io.realtimeclock.gateway.fanout.client;

/** The time from a client's good-bye to its end. */
final class Goodbye {

	private final long since = System.nanoTime();

	private final long nanos;

	private boolean givenUp;

	/** Begin; the socket stays open for so long at most. */
	Goodbye(long nanos) {
		this.nanos = nanos;
	}

	boolean isOver(long now) {
		return now - this.since > this.nanos;
	}

	/** Give the client up if it ought to have answered, and tell whether that was now. */
	boolean givesUp(long now) {
		boolean gives = !this.givenUp && now - this.since > LifeLimits.GOODBYE_NANOS;
		this.givenUp |= gives;
		return gives;
	}

	boolean isGivenUp() {
		return this.givenUp;
	}

}
