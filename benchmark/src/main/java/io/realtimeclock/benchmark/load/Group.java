package io.realtimeclock.benchmark.load;

import java.util.LinkedHashSet;
import java.util.Set;

import io.realtimeclock.benchmark.load.tally.Received;
import io.realtimeclock.benchmark.load.tally.Tally;

/** Clients that are counted together. All but the name belongs to the event loop. */
public final class Group {

	private final String name;

	private final Set<Client> clients = new LinkedHashSet<>();

	private Tally tally = new Tally();

	/** Create a group without clients, with the name that reports call it by. */
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

	Received exchange() {
		Received received = this.tally.received();
		this.tally = new Tally();
		return received;
	}

	Census census() {
		long newest = this.clients.stream().mapToLong(Client::last).max().orElse(0);
		long holding = this.clients.stream().filter((client) -> client.last() > 0).count();
		long behind = this.clients.stream().filter((client) -> client.last() < newest - 1).count();
		return new Census(this.clients.size(), holding, behind, this.tally.refusals());
	}

	@Override
	public String toString() {
		return this.name;
	}

}
