package io.realtimeclock.gateway.fanout;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The clients of one event loop, side by side in an array.
 */
final class Clients {

	private @Nullable Client[] places = new Client[64];

	private volatile int count;

	/**
	 * Return how many there are; any thread may ask.
	 */
	int count() {
		return this.count;
	}

	@SuppressWarnings("NonAtomicVolatileUpdate") // only the event loop's thread writes
	void add(Client client) {
		if (this.count == this.places.length) {
			this.places = Arrays.copyOf(this.places, this.count * 2);
		}
		client.place = this.count;
		this.places[this.count] = client;
		this.count++;
	}

	/**
	 * Remove a client; the last one takes its place.
	 * @return {@code false} if it was not there
	 */
	@SuppressWarnings("NonAtomicVolatileUpdate")
	boolean remove(Client client) {
		int place = client.place;
		if (place < 0) {
			return false;
		}
		int last = this.count - 1;
		Client moved = this.places[last];
		if (moved != null) {
			moved.place = place;
		}
		this.places[place] = moved;
		this.places[last] = null;
		client.place = -1;
		this.count = last;
		return true;
	}

	/**
	 * Count those that are wanted.
	 */
	int count(Predicate<Client> wanted) {
		int found = 0;
		for (int place = 0; place < this.count; place++) {
			Client client = this.places[place];
			found += (client != null && wanted.test(client)) ? 1 : 0;
		}
		return found;
	}

	/**
	 * Visit no more than a number of those that are wanted.
	 */
	void forEach(Predicate<Client> wanted, int number, Consumer<Client> action) {
		int left = number;
		for (int place = this.count - 1; place >= 0 && left > 0; place--) {
			Client client = (place < this.count) ? this.places[place] : null;
			if (client != null && wanted.test(client)) {
				action.accept(client);
				left--;
			}
		}
	}

	/**
	 * Visit each client, from the last one to the first: a client that moves meanwhile
	 * moves to a place that is visited later, or has been visited before.
	 * @param action what is done; it may add and remove clients
	 */
	void forEach(Consumer<Client> action) {
		for (int place = this.count - 1; place >= 0; place--) {
			Client client = (place < this.count) ? this.places[place] : null;
			if (client != null) {
				action.accept(client);
			}
		}
	}

}
