package io.realtimeclock.gateway.connector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.jetty.io.Connection;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP connections that are open, in all and of each address, in the order in which
 * they became idle. Any thread may call it.
 */
final class OpenConnections {

	private final Map<Connection, Open> connections = new HashMap<>();

	private final Map<String, Idle> addresses = new HashMap<>();

	private final Idle all = new Idle();

	private final int limit;

	private final int limitOfAddress;

	OpenConnections(int limit, int limitOfAddress) {
		this.limit = limit;
		this.limitOfAddress = limitOfAddress;
	}

	synchronized int count() {
		return this.connections.size();
	}

	/**
	 * Add a connection and return the one that has to be closed for it, if any.
	 * @param address {@code null} if there is no limit for it
	 * @param crowded whether there is one too many anyway
	 */
	synchronized @Nullable Connection add(Connection connection, @Nullable String address, boolean crowded) {
		List<Idle> groups = new ArrayList<>(List.of(this.all));
		Open excess = null;
		if (address != null) {
			Idle ofAddress = this.addresses.computeIfAbsent(address, (key) -> new Idle());
			groups.add(ofAddress);
			excess = (ofAddress.count >= this.limitOfAddress) ? ofAddress.longestIdle() : null;
		}
		if (excess == null && (crowded || this.all.count >= this.limit)) {
			excess = this.all.longestIdle();
		}
		Open added = new Open(connection, address, groups);
		this.connections.put(connection, added);
		if (excess == null) {
			boolean over = crowded || groups.stream().anyMatch((group) -> group.count > limit(group));
			excess = over ? added : null;
		}
		if (excess == null) {
			return null;
		}
		remove(excess.connection);
		return excess.connection;
	}

	private int limit(Idle group) {
		return (group == this.all) ? this.limit : this.limitOfAddress;
	}

	synchronized void remove(Connection connection) {
		Open removed = this.connections.remove(connection);
		if (removed != null) {
			removed.groups.forEach((group) -> group.remove(removed));
			if (removed.address != null) {
				this.addresses.computeIfPresent(removed.address, (key, idle) -> (idle.count > 0) ? idle : null);
			}
		}
	}

	/** Note that a request has arrived, so that its answer is awaited. */
	synchronized void requestComplete(Connection connection) {
		Open open = this.connections.get(connection);
		if (open != null) {
			open.state = State.REQUEST_UNDER_WAY;
			open.groups.forEach((group) -> group.busy(open));
		}
	}

	/** Note that a request was answered. */
	synchronized void answered(Connection connection) {
		Open open = this.connections.get(connection);
		if (open != null) {
			open.state = State.RESTING;
			open.bytes = connection.getBytesIn();
			open.groups.forEach((group) -> group.resting.add(open));
		}
	}

	/** Return those whose request, or the rest of it, has been awaited for too long. */
	synchronized List<Connection> awaitingRequestLongerThan(Duration timeout) {
		long now = System.nanoTime();
		List<Connection> slow = new ArrayList<>();
		for (Open open : this.connections.values()) {
			if (open.state == State.RESTING && open.connection.getBytesIn() != open.bytes) {
				open.state = State.AWAITING_REQUEST;
				open.since = now;
			}
			if (open.state == State.AWAITING_REQUEST && now - open.since > timeout.toNanos()) {
				slow.add(open.connection);
			}
		}
		return slow;
	}

	private enum State {

		AWAITING_REQUEST, REQUEST_UNDER_WAY, RESTING

	}

	private static final class Open {

		private final Connection connection;

		private final @Nullable String address;

		private final List<Idle> groups;

		private State state = State.AWAITING_REQUEST;

		private long since = System.nanoTime();

		private long bytes;

		Open(Connection connection, @Nullable String address, List<Idle> groups) {
			this.connection = connection;
			this.address = address;
			this.groups = groups;
			groups.forEach((group) -> group.add(this));
		}

	}

	/** The idle ones among a number of connections. */
	private static final class Idle {

		// Their clients can send the next request on another connection
		private final Set<Open> resting = new LinkedHashSet<>();

		private final Set<Open> beforeFirstRequest = new LinkedHashSet<>();

		private int count;

		void add(Open open) {
			this.count++;
			this.beforeFirstRequest.add(open);
		}

		void busy(Open open) {
			this.resting.remove(open);
			this.beforeFirstRequest.remove(open);
		}

		void remove(Open open) {
			this.count--;
			busy(open);
		}

		@Nullable Open longestIdle() {
			Iterator<Open> rest = this.resting.iterator();
			Iterator<Open> waiting = this.beforeFirstRequest.iterator();
			if (rest.hasNext()) {
				return rest.next();
			}
			return waiting.hasNext() ? waiting.next() : null;
		}

	}

}
