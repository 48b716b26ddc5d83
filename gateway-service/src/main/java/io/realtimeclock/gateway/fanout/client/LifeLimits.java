package io.realtimeclock.gateway.fanout.client;

import java.util.concurrent.TimeUnit;

import io.realtimeclock.gateway.GatewayProperties;

/** How long a client may be silent or stalled, in nanoseconds. */
public record LifeLimits(long pingNanos, long pongNanos, long stallNanos) {

	/** In which a client that is awake answers a good-bye. */
	public static final long GOODBYE_NANOS = TimeUnit.SECONDS.toNanos(2);

	private static final long PING_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(750);

	/** Return those of the settings. */
	public static LifeLimits of(GatewayProperties properties) {
		return new LifeLimits(properties.pingInterval().toNanos(), properties.pongTimeout().toNanos(),
				properties.stallTimeout().toNanos());
	}

	/** Return after which time a ping no longer waits for a tick to go with. */
	long lonePingNanos() {
		return this.pingNanos + PING_GRACE_NANOS;
	}

}
