package io.realtimeclock.gateway.admission;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one client takes up, from before its upgrade until it has gone.
 *
 * @param number tells it from all others of this replica
 * @param since when it came, by the wall clock
 */
public record Place(long number, String user, String address, Instant since) {

	private static final AtomicLong numbers = new AtomicLong();

	/** Ask for a place of one's own; nothing is taken yet. */
	public static Place of(String user, String address, Instant since) {
		return new Place(numbers.incrementAndGet(), user, address, since);
	}

}
