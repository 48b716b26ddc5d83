package io.realtimeclock.gateway.broadcast;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/** The clients of one event loop, in an array. */
final class Clients {

	private @Nullable Client[] all = new Client[64];

	private volatile int count;

	private int connectedAtFirst = -1;

	/** Return how many there are; any thread may ask. */
	int count() {
		return this.count;
	}

	/** Add a client. */
	@SuppressWarnings("NonAtomicVolatileUpdate") // only the event loop's thread writes
	void add(Client client) {
		if (this.count == this.all.length) {
			this.all = Arrays.copyOf(this.all, this.count * 2);
		}
		client.index = this.count;
		this.all[this.count] = client;
		this.count++;
	}

	/** Remove a disconnected client; the last one moves to its index. */
	@SuppressWarnings("NonAtomicVolatileUpdate")
	void remove(Client client) {
		int index = client.index;
		if (index < 0) {
			return;
		}
		int last = this.count - 1;
		Client moved = Objects.requireNonNull(this.all[last]);
		moved.index = index;
		this.all[index] = moved;
		this.all[last] = null;
		client.index = -1;
		this.count = last;
		client.disconnected();
	}

	/** Count those that match. */
	int count(Predicate<Client> wanted) {
		int found = 0;
		for (int index = 0; index < this.count; index++) {
			Client client = this.all[index];
			found += (client != null && wanted.test(client)) ? 1 : 0;
		}
		return found;
	}

	/** Visit no more than a number of those that match. */
	void forEach(Predicate<Client> wanted, int number, Consumer<Client> action) {
		int left = number;
		for (int index = this.count - 1; index >= 0 && left > 0; index--) {
			Client client = (index < this.count) ? this.all[index] : null;
			if (client != null && wanted.test(client)) {
				visit(client, action);
				left--;
			}
		}
	}

	/**
	 * Close clients until no more than a part of those at the first call is left.
	 * @param roundUp added before fractions of a client are cut off, below 1
	 * @param connected how many are connected
	 */
	void closeAllBut(double part, double roundUp, int connected, Consumer<Client> close) {
		if (this.connectedAtFirst < 0) {
			this.connectedAtFirst = connected;
		}
		Predicate<Client> open = Predicate.not(Client::isClosing);
		int excess = count(open) - (int) (this.connectedAtFirst * part + roundUp);
		forEach(open, excess, close);
	}

	/**
	 * Visit each client, from the last one to the first: a client that moves meanwhile
	 * moves to an index that is visited later, or has been visited before. A failure of
	 * any kind ends the client that it happened for and no other.
	 * @param action what is done; it may add and remove clients
	 */
	void forEach(Consumer<Client> action) {
		for (int index = this.count - 1; index >= 0; index--) {
			Client client = (index < this.count) ? this.all[index] : null;
			if (client != null) {
				visit(client, action);
			}
		}
	}

	private static void visit(Client client, Consumer<Client> action) {
		try {
			action.accept(client);
		}
		catch (Throwable ex) {
			client.failed(ex);
		}
	}

}
