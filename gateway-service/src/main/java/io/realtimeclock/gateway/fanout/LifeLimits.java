package io.realtimeclock.gateway.fanout;

import io.realtimeclock.gateway.GatewayProperties;

/**
 * How long a client may be silent or stalled, in nanoseconds.
 */
record LifeLimits(long pingNanos, long pongNanos, long stallNanos) {

	static LifeLimits of(GatewayProperties properties) {
		return new LifeLimits(properties.pingInterval().toNanos(), properties.pongTimeout().toNanos(),
				properties.stallTimeout().toNanos());
	}

}
