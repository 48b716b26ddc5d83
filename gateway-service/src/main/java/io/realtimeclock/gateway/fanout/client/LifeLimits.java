package io.realtimeclock.gateway.fanout.client;

import java.util.concurrent.TimeUnit;

import io.realtimeclock.gateway.GatewayProperties;

/**
 * How long a client may be silent or stalled, in nanoseconds.
 *
 * @param mostEvicted how many sockets an event loop keeps open, beyond the limit on
 * connections, for clients that may never read why they were disconnected
 */
public record LifeLimits(long pingNanos, long pongNanos, long stallNanos, int mostEvicted) {

	private static final int MOST_EVICTED = 500;

	private static final int CONNECTIONS_FOR_EACH = 40;

	/** In which a client that is awake answers a good-bye. */
	public static final long GOODBYE_NANOS = TimeUnit.SECONDS.toNanos(2);

	private static final long PING_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(750);

	/** Return those of the settings, for one of a number of event loops. */
	public static LifeLimits of(GatewayProperties properties, int loops) {
		int mostEvicted = Math.min(MOST_EVICTED, properties.maxConnections() / CONNECTIONS_FOR_EACH);
		return new LifeLimits(properties.pingInterval().toNanos(), properties.pongTimeout().toNanos(),
				properties.stallTimeout().toNanos(), Math.max(1, mostEvicted / loops));
	}

	/** Return after which time a ping no longer waits for a tick to go with. */
	long lonePingNanos() {
		return this.pingNanos + PING_GRACE_NANOS;
	}

}
