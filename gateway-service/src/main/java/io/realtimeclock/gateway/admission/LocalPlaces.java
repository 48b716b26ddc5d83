package io.realtimeclock.gateway.admission;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.realtimeclock.gateway.GatewayProperties;

/** The places of this replica, and how many of them each user has. */
final class LocalPlaces {

	private final AtomicInteger taken = new AtomicInteger();

	private final Map<String, Integer> takenByUser = new ConcurrentHashMap<>();

	private final GatewayProperties limits;

	LocalPlaces(GatewayProperties limits) {
		this.limits = limits;
	}

	/** Take a place for anybody, and tell whether there was one. */
	boolean take() {
		int limit = this.limits.maxConnections();
		return this.taken.getAndUpdate((count) -> Math.min(count + 1, limit)) < limit;
	}

	/** Count a place that was taken as a user's, and tell whether he may have it. */
	boolean countFor(String user) {
		return this.takenByUser.merge(user, 1, Integer::sum) <= this.limits.maxConnectionsPerUser();
	}

	/** Give a place back that was counted as a user's. */
	void giveBack(String user) {
		this.taken.decrementAndGet();
		this.takenByUser.computeIfPresent(user, (name, count) -> (count > 1) ? count - 1 : null);
	}

}
