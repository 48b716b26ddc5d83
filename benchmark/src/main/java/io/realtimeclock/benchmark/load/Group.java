package io.realtimeclock.benchmark.load;

import java.util.LinkedHashSet;
import java.util.Set;

/** Clients that are counted together. All state belongs to the event loop. */
public final class Group {

	private final String name;

	private final Set<Client> clients = new LinkedHashSet<>();

	private Counters counters = new Counters();

	/** Create an empty group with a name for reports. */
	public Group(String name) {
		this.name = name;
	}

	Set<Client> clients() {
		return this.clients;
	}

	Counters counters() {
		return this.counters;
	}

	void add(Client client) {
		this.clients.add(client);
	}

	void remove(Client client) {
		this.clients.remove(client);
	}

	Received exchangeReceived() {
		Received received = this.counters.received();
		this.counters = new Counters();
		return received;
	}

	ClientCounts clientCounts() {
		long ticking = this.clients.stream().filter(Client::isComplete).count();
		return new ClientCounts(this.clients.size(), ticking, this.counters.refusals());
	}

	/** Count the connected clients that are behind the others. */
	long lagging() {
		long newest = this.clients.stream().mapToLong(Client::lastSequence).max().orElse(0);
		return this.clients.stream().filter((client) -> client.isLagging(newest)).count();
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * The clients of a group at one moment.
	 *
	 * @param connected the number of connected clients
	 * @param ticking the number of connected clients that have received a tick, or a
	 * value of each of their keys
	 * @param refused the number of failed handshakes
	 */
	public record ClientCounts(long connected, long ticking, long refused) {
	}

}
