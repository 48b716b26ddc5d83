package io.realtimeclock.gateway.broadcast;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.settings.InvalidSettingException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Checks one event loop's clients twice per second: a client that does not answer or
 * can't be written to is evicted, and the rest of a closed one is removed.
 */
final class KeepAlive {

	/** In which a client that is alive answers a close frame. */
	static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(2);

	private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

	private final Clients clients;

	private final Timeouts timeouts;

	private long checked = System.nanoTime();

	private int stalledSoFar;

	private int evictedSoFar;

	private volatile int stalled;

	private volatile int evicted;

	KeepAlive(Clients clients, Timeouts timeouts) {
		this.clients = clients;
		this.timeouts = timeouts;
	}

	/** Return how many could not be written to at the last check; any thread may ask. */
	int stalled() {
		return this.stalled;
	}

	/** Return how many of the clients count no longer; any thread may ask. */
	int evicted() {
		return this.evicted;
	}

	/**
	 * Check all clients if it is time to.
	 * @param now the {@link System#nanoTime()}
	 */
	void check(long now) {
		if (now - this.checked < INTERVAL_NANOS) {
			return;
		}
		this.checked = now;
		this.stalledSoFar = 0;
		this.evictedSoFar = 0;
		this.clients.forEach((client) -> check(client, now));
		this.stalled = this.stalledSoFar;
		this.clients.forEach(KeepAlive::isEvicted, this.evictedSoFar - this.timeouts.mostEvicted(), Client::disconnect);
		this.evicted = this.evictedSoFar;
	}

	private void check(Client client, long now) {
		this.stalledSoFar += client.isBlocked() ? 1 : 0;
		if (client.isKnownClosed()) {
			this.clients.remove(client);
		}
		else if (client.closing() != null) {
			check(client, client.closing(), now);
		}
		else if (client.isStalled(this.timeouts.stallNanos(), now)) {
			client.evict("too slow", this.timeouts.stallNanos());
		}
		else if (client.isPongMissed(now, this.timeouts.pongNanos())) {
			client.evict("no pong", this.timeouts.stallNanos());
		}
		else if (client.isPingDue(now, this.timeouts.separatePingNanos())) {
			client.ping();
		}
	}

	private void check(Client client, Client.ClosingHandshake closing, long now) {
		if (closing.isOver(now)) {
			client.disconnect();
		}
		else if (closing.evicts(now)) {
			client.disconnected();
		}
		this.evictedSoFar += closing.isEvicted() ? 1 : 0;
	}

	private static boolean isEvicted(Client client) {
		return client.closing() != null && client.closing().isEvicted();
	}

	/**
	 * How long a client may be silent or stalled, in nanoseconds.
	 *
	 * @param mostEvicted how many sockets an event loop keeps open, beyond the limit on
	 * connections, for clients that may never read why they were disconnected
	 */
	record Timeouts(long pingNanos, long pongNanos, long stallNanos, int mostEvicted) {

		private static final int MOST_EVICTED = 500;

		private static final int CONNECTIONS_PER_EVICTED = 40;

		private static final long PING_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(750);

		private static final long SILENCE_GRACE_MILLIS = TimeUnit.SECONDS.toMillis(5);

		/** Return the timeouts for one of a number of event loops. */
		static Timeouts of(Properties properties, int maxConnections, int loops) {
			int mostEvicted = Math.min(MOST_EVICTED, maxConnections / CONNECTIONS_PER_EVICTED);
			return new Timeouts(properties.pingInterval().toNanos(), properties.pongTimeout().toNanos(),
					properties.stallTimeout().toNanos(), Math.max(1, mostEvicted / loops));
		}

		/** Return for how many milliseconds a client of a feed may receive nothing. */
		long silenceMillis() {
			return TimeUnit.NANOSECONDS.toMillis(2 * this.pingNanos) + SILENCE_GRACE_MILLIS;
		}

		/** Return after which time a ping no longer waits for a message to go with. */
		long separatePingNanos() {
			return this.pingNanos + PING_GRACE_NANOS;
		}

	}

	/**
	 * When silent and stalled clients are disconnected.
	 *
	 * @param pingInterval how often each client is pinged
	 * @param pongTimeout the time without a pong after which a client is disconnected
	 * @param stallTimeout the time after which a client is disconnected that can't be
	 * written to, or takes too little
	 */
	@ConfigurationProperties("gateway")
	record Properties(@DefaultValue("20s") Duration pingInterval, @DefaultValue("20s") Duration pongTimeout,
			@DefaultValue("30s") Duration stallTimeout) {

		Properties {
			InvalidSettingException.unlessBetween("gateway.ping-interval", pingInterval, "100ms", "1h");
			InvalidSettingException.unlessBetween("gateway.pong-timeout", pongTimeout, "100ms", "1h");
			InvalidSettingException.unlessBetween("gateway.stall-timeout", stallTimeout, "100ms", "1h");
		}

	}

}
