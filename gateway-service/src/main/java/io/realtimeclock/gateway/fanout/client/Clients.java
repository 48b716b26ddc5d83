package io.realtimeclock.gateway.fanout.client;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/** The clients of one event loop, side by side in an array. */
public final class Clients {

	private @Nullable Client[] places = new Client[64];

	private volatile int count;

	/** Return how many there are; any thread may ask. */
	public int count() {
		return this.count;
	}

	/** Add a client. */
	@SuppressWarnings("NonAtomicVolatileUpdate") // only the event loop's thread writes
	public void add(Client client) {
		if (this.count == this.places.length) {
			this.places = Arrays.copyOf(this.places, this.count * 2);
		}
		client.place = this.count;
		this.places[this.count] = client;
		this.count++;
	}

	/** Remove a client that is there and has gone; the last one takes its place. */
	@SuppressWarnings("NonAtomicVolatileUpdate")
	public void remove(Client client) {
		int place = client.place;
		if (place < 0) {
			return;
		}
		int last = this.count - 1;
		Client moved = Objects.requireNonNull(this.places[last]);
		moved.place = place;
		this.places[place] = moved;
		this.places[last] = null;
		client.place = -1;
		this.count = last;
		client.gone();
	}

	/** Count those that are wanted. */
	public int count(Predicate<Client> wanted) {
		int found = 0;
		for (int place = 0; place < this.count; place++) {
			Client client = this.places[place];
			found += (client != null && wanted.test(client)) ? 1 : 0;
		}
		return found;
	}

	/** Visit no more than a number of those that are wanted. */
	public void forEach(Predicate<Client> wanted, int number, Consumer<Client> action) {
		int left = number;
		for (int place = this.count - 1; place >= 0 && left > 0; place--) {
			Client client = (place < this.count) ? this.places[place] : null;
			if (client != null && wanted.test(client)) {
				visit(client, action);
				left--;
			}
		}
	}

	/**
	 * Visit each client, from the last one to the first: a client that moves meanwhile
	 * moves to a place that is visited later, or has been visited before. A failure, of
	 * whatever kind, ends the client that it happened for and no other.
	 * @param action what is done; it may add and remove clients
	 */
	public void forEach(Consumer<Client> action) {
		for (int place = this.count - 1; place >= 0; place--) {
			Client client = (place < this.count) ? this.places[place] : null;
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
