package io.realtimeclock.gateway.admission;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.gateway.broadcast.Drain;
import io.realtimeclock.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Admits clients within all limits. */
@Component
public final class Admission {

	private final LocalLimits local;

	private final ClusterLimits cluster;

	private final Drain drain;

	private final MeterRegistry meters;

	Admission(ClusterLimits cluster, Drain drain, Properties limits, GatewayProperties gateway, MeterRegistry meters) {
		this.local = new LocalLimits(gateway.maxConnections(), limits.maxConnectionsPerUser());
		this.cluster = cluster;
		this.drain = drain;
		this.meters = meters;
		Gauge.builder("gateway.connections.limit", gateway, GatewayProperties::maxConnections)
			.description("The maximum number of WebSocket clients of this replica")
			.register(meters);
	}

	/** Acquire a permit, and return the answer to the client's handshake. */
	public HttpStatus enter(Permit permit) {
		if (this.drain.isDraining()) {
			return refused("draining", HttpStatus.SERVICE_UNAVAILABLE);
		}
		if (!this.local.acquire()) {
			return refused("full", HttpStatus.SERVICE_UNAVAILABLE);
		}
		if (!this.local.countFor(permit.user()) || !this.cluster.acquire(permit)) {
			this.local.release(permit.user());
			return refused("user", HttpStatus.TOO_MANY_REQUESTS);
		}
		return HttpStatus.SWITCHING_PROTOCOLS;
	}

	/** Release an acquired permit: at once here, and soon for the other replicas. */
	public void leave(Permit permit) {
		this.local.release(permit.user());
		this.cluster.release(permit);
	}

	private HttpStatus refused(String reason, HttpStatus answer) {
		Counter.builder("gateway.handshakes.refused")
			.description("Handshakes refused for want of a permit, by reason")
			.tag("reason", reason)
			.register(this.meters)
			.increment();
		return answer;
	}

	/**
	 * What one client holds of the limits, from before its upgrade until it is
	 * disconnected.
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

	/** How many permits this replica has given, and how many of them to each user. */
	private static final class LocalLimits {

		private final AtomicInteger acquired = new AtomicInteger();

		private final Map<String, Integer> acquiredByUser = new ConcurrentHashMap<>();

		private final int most;

		private final int mostOfUser;

		LocalLimits(int most, int mostOfUser) {
			this.most = most;
			this.mostOfUser = mostOfUser;
		}

		/** Acquire a permit for any user, and return whether there was one. */
		boolean acquire() {
			return this.acquired.getAndUpdate((count) -> Math.min(count + 1, this.most)) < this.most;
		}

		/** Count an acquired permit as a user's, and return whether that is allowed. */
		boolean countFor(String user) {
			return this.acquiredByUser.merge(user, 1, Integer::sum) <= this.mostOfUser;
		}

		/** Release a permit that was counted as a user's. */
		void release(String user) {
			this.acquired.decrementAndGet();
			this.acquiredByUser.computeIfPresent(user, (name, count) -> (count > 1) ? count - 1 : null);
		}

	}

	/**
	 * The limits on clients of one user.
	 *
	 * @param maxConnectionsPerUser the maximum number of clients of one user on this
	 * replica
	 * @param maxConnectionsPerUserOverall the maximum number of clients of one user on
	 * all replicas; by default four times as many
	 * @param permitLease the time after which the clients of a crashed replica no longer
	 * count
	 */
	@ConfigurationProperties("gateway")
	record Properties(@DefaultValue("20") int maxConnectionsPerUser,
			@DefaultValue("0") int maxConnectionsPerUserOverall, @DefaultValue("30s") Duration permitLease) {

		Properties {
			InvalidSettingException.unlessPositive("gateway.max-connections-per-user", maxConnectionsPerUser);
			InvalidSettingException.unless(maxConnectionsPerUserOverall >= 0,
					"gateway.max-connections-per-user-overall", maxConnectionsPerUserOverall,
					"Set 0 or more; 0 is four times gateway.max-connections-per-user.");
			InvalidSettingException.unlessBetween("gateway.permit-lease", permitLease, "1s", "1h");
			maxConnectionsPerUserOverall = (maxConnectionsPerUserOverall > 0) ? maxConnectionsPerUserOverall
					: Math.multiplyExact(4, maxConnectionsPerUser);
		}

	}

}
