package io.realtimeclock.gateway.admission;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * What one client holds of the limits, from before its upgrade until it is disconnected.
 *
 * @param number unique on this replica
 * @param user the user's name
 * @param session the public name of the login session, {@code null} if there is none
 * @param address the client's address
 * @param since when it was requested, by the wall clock
 */
public record Permit(long number, String user, @Nullable String session, String address, Instant since) {

	private static final AtomicLong numbers = new AtomicLong();

	/** Return a permit, which has yet to be acquired. */
	public static Permit of(String user, @Nullable String session, String address, Instant since) {
		return new Permit(numbers.incrementAndGet(), user, session, address, since);
	}

}
