package io.realtimeclock.gateway.fanout.client;

import java.util.concurrent.TimeUnit;

/**
 * Looks after the lives of one event loop's clients, twice a second: who does not answer
 * or can't be written to is sent away, and who is lost disconnected.
 */
public final class LifeCheck {

	private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

	private final Clients clients;

	private final LifeLimits limits;

	private long checked = System.nanoTime();

	private volatile int stalled;

	private volatile int givenUp;

	/** Create one for an event loop's clients. */
	public LifeCheck(Clients clients, LifeLimits limits) {
		this.clients = clients;
		this.limits = limits;
	}

	/** Return how many could not be written to when last checked; any thread may ask. */
	public int stalled() {
		return this.stalled;
	}

	/** Return how many of the clients count no longer; any thread may ask. */
	public int givenUp() {
		return this.givenUp;
	}

	/** Check all clients if it is time to. */
	public void check() {
		long now = System.nanoTime();
		if (now - this.checked < INTERVAL_NANOS) {
			return;
		}
		this.checked = now;
		this.stalled = this.clients.count((client) -> client.connection().isStalled(0, now));
		this.clients.forEach((client) -> check(client, now));
		this.clients.forEach(LifeCheck::isGivenUp, this.givenUp - this.limits.mostEvicted(), Client::disconnect);
		this.givenUp = this.clients.count(LifeCheck::isGivenUp);
	}

	private void check(Client client, long now) {
		if (!client.connection().isOpen()) {
			this.clients.remove(client);
		}
		else if (client.goodbye() != null) {
			checkGoodbye(client, client.goodbye(), now);
		}
		else if (client.connection().isStalled(this.limits.stallNanos(), now)) {
			client.dismiss("too slow", this.limits);
		}
		else if (client.heartbeat().isMissed(now, this.limits.pongNanos())) {
			client.dismiss("no pong", this.limits);
		}
		else if (client.heartbeat().begins(now, this.limits.lonePingNanos())) {
			client.ping();
		}
	}

	private static void checkGoodbye(Client client, Goodbye goodbye, long now) {
		if (goodbye.isOver(now)) {
			client.disconnect();
		}
		else if (goodbye.givesUp(now)) {
			client.gone();
		}
	}

	private static boolean isGivenUp(Client client) {
		return client.goodbye() != null && client.goodbye().isGivenUp();
	}

}
