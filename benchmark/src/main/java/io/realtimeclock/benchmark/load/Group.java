package io.realtimeclock.benchmark.load;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Clients that are counted together. All but the name belongs to the event loop.
 */
public final class Group {

	private final String name;

	private final Set<Client> clients = new LinkedHashSet<>();

	private Tally tally = new Tally();

	/**
	 * Create a group without clients.
	 * @param name how it is called in reports
	 */
	public Group(String name) {
		this.name = name;
	}

	Set<Client> clients() {
		return this.clients;
	}

	Tally tally() {
		return this.tally;
	}

	void add(Client client) {
		this.clients.add(client);
	}

	void remove(Client client) {
		this.clients.remove(client);
	}

	Tally exchange() {
		Tally old = this.tally;
		this.tally = new Tally();
		return old;
	}

	/**
	 * Count the clients that lack more than the newest tick, which may be on its way.
	 */
	long behind() {
		long newest = this.clients.stream().mapToLong(Client::last).max().orElse(0);
		return this.clients.stream().filter((client) -> client.last() < newest - 1).count();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
