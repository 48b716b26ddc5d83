package io.realtimeclock.gateway.session;

import java.time.Duration;
import java.time.InstantSource;

import io.realtimeclock.gateway.GatewayProperties;

import org.springframework.stereotype.Component;

/** Says of a session that was looked at whether it ends, and when to look at it again. */
@Component
final class SessionJudge {

	private final SessionSockets sockets;

	private final SessionStore store;

	private final InstantSource clock;

	private final Duration interval;

	private final Duration longestLife;

	private final boolean socketsKeepSession;

	SessionJudge(SessionSockets sockets, SessionStore store, InstantSource clock, GatewayProperties properties) {
		this.sockets = sockets;
		this.store = store;
		this.clock = clock;
		this.interval = properties.sessionSweep();
		this.longestLife = properties.sessionLife();
		this.socketsKeepSession = properties.socketsKeepSession();
	}

	/**
	 * Judge a session.
	 * @param timeToLive in how many milliseconds it expires if it is not used, negative
	 * if it does not, {@link SessionStore#GONE} if it is not there
	 * @param server the Redis server that says so
	 */
	void judge(OpenSession session, long timeToLive, String server) {
		String id = session.login().id();
		Duration left = Duration.between(this.clock.instant(), session.login().created().plus(this.longestLife));
		if (left.isNegative()) {
			this.store.delete(id);
			this.sockets.end(id);
			return;
		}
		if (timeToLive == SessionStore.GONE) {
			// Who was in when Redis lost everything stays in: nobody asked for an end
			if (!session.seen().isOfAnother(server)) {
				this.sockets.end(id);
			}
		}
		else {
			session.see(session.seen().again(server, timeToLive));
			if (this.socketsKeepSession && session.seen().timeToLive().isHalfOver()) {
				this.store.use(id);
			}
		}
		long wait = Math.min(this.interval.toMillis(), left.toMillis());
		boolean expiresSooner = timeToLive >= 0 && timeToLive < wait;
		session.lookAt(System.nanoTime() + Duration.ofMillis(expiresSooner ? timeToLive : wait).toNanos());
	}

}
