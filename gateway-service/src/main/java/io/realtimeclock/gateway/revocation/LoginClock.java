package io.realtimeclock.gateway.revocation;

import java.time.Instant;
import java.time.InstantSource;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The clock that orders logins and their ends: the clock of Redis, which all gateways
 * share. Between two readings of it the gateway counts on without its own wall clock,
 * which may be wrong or set. Before Redis has answered for the first time it is the
 * gateway's own.
 */
@Component
public final class LoginClock {

	private static final String BEGIN = LoginClock.class.getName() + ".begin";

	private final InstantSource clock;

	private volatile @Nullable Reading last;

	/**
	 * Create a clock.
	 * @param clock the gateway's own
	 */
	public LoginClock(InstantSource clock) {
		this.clock = clock;
	}

	public Instant now() {
		Reading last = this.last;
		return (last != null) ? last.now() : this.clock.instant();
	}

	/** Record when a request begins, before its credentials are checked. */
	public void begin(HttpServletRequest request) {
		request.setAttribute(BEGIN, now());
	}

	/**
	 * Return when a request began. A login that a request makes is as old as the request:
	 * if those of its user were ended while the password was checked, it has ended, too.
	 */
	public Instant beginOf(HttpServletRequest request) {
		return (request.getAttribute(BEGIN) instanceof Instant begin) ? begin : now();
	}

	void adjust(Instant redis) {
		this.last = new Reading(redis, System.nanoTime());
	}

	private record Reading(Instant time, long nanos) {

		Instant now() {
			return this.time.plusNanos(System.nanoTime() - this.nanos);
		}

	}

}
