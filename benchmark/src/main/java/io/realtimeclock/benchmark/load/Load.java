package io.realtimeclock.benchmark.load;

import java.io.IOException;
import java.util.Collection;

import io.realtimeclock.benchmark.load.tally.Received;

/** The clients of one run. */
public final class Load implements AutoCloseable {

	private final EventLoop loop;

	private final Mailbox mailbox;

	private final Thread thread;

	/**
	 * Start the event loop, without clients.
	 * @param clients how many there will be at most
	 * @throws IOException if the machine denies it
	 */
	@SuppressWarnings("ThreadPriorityCheck") // Only how late it measures depends on it
	public Load(int clients) throws IOException {
		Descriptors.require(clients);
		this.loop = new EventLoop();
		this.mailbox = this.loop.mailbox();
		this.thread = new Thread(this.loop, "load");
		// What it waits for a processor would be taken for the server's latency
		this.thread.setPriority(Thread.MAX_PRIORITY);
		this.thread.setDaemon(true);
		this.thread.start();
	}

	/**
	 * Begin to open connections, without waiting for them.
	 * @param perSecond how many a second, infinitely many for all at once
	 */
	public void open(Collection<Opening> openings, double perSecond) {
		this.mailbox.execute(() -> this.loop.openings().add(openings, perSecond));
	}

	/** Return what a group got since this was asked for the last time. */
	public Received exchange(Group group) {
		return this.mailbox.ask(group::exchange);
	}

	/** Return how the loop itself did since this was asked for the last time. */
	public Saturation exchangeSaturation() {
		return this.mailbox.ask(this.loop::exchangeSaturation);
	}

	/** Count a group's clients. */
	public Census census(Group group) {
		return this.mailbox.ask(group::census);
	}

	/** Let all clients of a group stop reading. */
	public void stall(Group group) {
		this.mailbox.execute(() -> group.clients().forEach((client) -> client.stall(this.loop.key(client))));
	}

	/** Let all clients of a group read again. */
	public void wake(Group group) {
		this.mailbox.execute(() -> group.clients().forEach((client) -> client.wake(this.loop.key(client))));
	}

	/** Let the clients of a group leave that are there for the longest time. */
	public void leave(Group group, int number) {
		this.mailbox.execute(() -> group.clients().stream().limit(number).toList().forEach(Client::leave));
	}

	@Override
	public void close() {
		this.loop.stop();
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
