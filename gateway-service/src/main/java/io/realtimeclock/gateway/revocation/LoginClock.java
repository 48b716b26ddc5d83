package io.realtimeclock.gateway.revocation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

/**
 * The clock that orders logins and their ends: the clock of Redis, which all gateways
 * share, estimated from the gateway's own. Before Redis has answered for the first time
 * it is the gateway's own.
 */
@Component
public final class LoginClock {

	private static final String BEGIN = LoginClock.class.getName() + ".begin";

	private final InstantSource clock;

	private volatile Duration offset = Duration.ZERO;

	LoginClock(InstantSource clock) {
		this.clock = clock;
	}

	public Instant now() {
		return this.clock.instant().plus(this.offset);
	}

	/** Record when a request begins, before its credentials are checked. */
	public void begin(HttpServletRequest request) {
		request.setAttribute(BEGIN, now());
	}

	/**
	 * Return when a request began. A login that a request makes is as old as the request:
	 * if its user was removed while the password was checked, the login has ended.
	 */
	public Instant beginOf(HttpServletRequest request) {
		return (request.getAttribute(BEGIN) instanceof Instant begin) ? begin : now();
	}

	void adjust(Instant redis) {
		this.offset = Duration.between(this.clock.instant(), redis);
	}

}
