package io.realtimeclock.gateway.fanout;

import java.util.concurrent.TimeUnit;

/**
 * The time from a client's good-bye to its end.
 */
final class Goodbye {

	/** In which a client that is awake answers. */
	static final long NANOS = TimeUnit.SECONDS.toNanos(2);

	private final long since = System.nanoTime();

	private final long nanos;

	private boolean givenUp;

	/**
	 * Begin.
	 * @param nanos for how long the socket stays open at most
	 */
	Goodbye(long nanos) {
		this.nanos = nanos;
	}

	boolean isOver(long now) {
		return now - this.since > this.nanos;
	}

	/**
	 * Give the client up if it ought to have answered.
	 * @return whether that happened now
	 */
	boolean givesUp(long now) {
		boolean gives = !this.givenUp && now - this.since > NANOS;
		this.givenUp |= gives;
		return gives;
	}

	boolean isGivenUp() {
		return this.givenUp;
	}

}
