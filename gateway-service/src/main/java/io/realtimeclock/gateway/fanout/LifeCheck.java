package io.realtimeclock.gateway.fanout;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks after the lives of one event loop's clients, twice a second: who is lost is
 * disconnected.
 */
final class LifeCheck {

	private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

	/** So many sockets are kept open for clients that may never wake. */
	private static final int MOST_GIVEN_UP = 500;

	private final LifeLimits limits;

	private long checked = System.nanoTime();

	private volatile int stalled;

	private volatile int givenUp;

	LifeCheck(LifeLimits limits) {
		this.limits = limits;
	}

	/**
	 * Return how many could not be written to at the last check; any thread may ask.
	 */
	int stalled() {
		return this.stalled;
	}

	/**
	 * Return how many of the clients count no longer; any thread may ask.
	 */
	int givenUp() {
		return this.givenUp;
	}

	/**
	 * Check all clients if it is time to.
	 * @param remove what removes one that has gone
	 */
	void check(Share share, Clients clients, Consumer<Client> remove) {
		long now = System.nanoTime();
		if (now - this.checked < INTERVAL_NANOS) {
			return;
		}
		this.checked = now;
		this.stalled = clients.count((client) -> client.isStalled(0, now));
		share.forEach((client) -> {
			if (client.isConnected()) {
				client.checkLife(now, this.limits);
			}
			else {
				remove.accept(client);
			}
		});
		clients.forEach(Client::isGivenUp, this.givenUp - MOST_GIVEN_UP, Client::disconnect);
		this.givenUp = clients.count(Client::isGivenUp);
	}

}
