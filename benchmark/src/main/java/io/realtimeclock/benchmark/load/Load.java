package io.realtimeclock.benchmark.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Collection;

import com.sun.management.UnixOperatingSystemMXBean;

/** The load client: all clients of one run. */
public final class Load implements AutoCloseable {

	private static final int OTHER_DESCRIPTORS = 500;

	private final EventLoop loop;

	private final Thread thread;

	/**
	 * Start the event loop, without clients.
	 * @param clients the maximum number of clients
	 * @throws IOException if the system does not provide a selector
	 */
	@SuppressWarnings("ThreadPriorityCheck") // only the accuracy depends on it
	public Load(int clients) throws IOException {
		requireDescriptors(clients);
		this.loop = new EventLoop();
		this.thread = new Thread(this.loop, "load");
		// Waiting for a processor would be measured as the server's latency
		this.thread.setPriority(Thread.MAX_PRIORITY);
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private static void requireDescriptors(int clients) {
		if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
				&& system.getMaxFileDescriptorCount() < clients + OTHER_DESCRIPTORS) {
			throw new IllegalStateException(
					"%d clients need %d open files, but the limit of this process is %d: raise it with ulimit -n"
						.formatted(clients, clients + OTHER_DESCRIPTORS, system.getMaxFileDescriptorCount()));
		}
	}

	/**
	 * Start to open connections, without waiting for them.
	 * @param perSecond the rate, infinite for all at once
	 */
	public void connect(Collection<ConnectRequest> requests, double perSecond) {
		this.loop.connect(requests, perSecond);
	}

	/** Return what a group has received since the last call. */
	public Received exchangeReceived(Group group) {
		return this.loop.query(group::exchangeReceived);
	}

	/** Return the event loop's saturation since the last call. */
	public Saturation exchangeSaturation() {
		return this.loop.query(this.loop::exchangeSaturation);
	}

	/** Count the clients of a group. */
	public Group.ClientCounts clientCounts(Group group) {
		return this.loop.query(group::clientCounts);
	}

	/** Count the clients of a group that are behind the others. */
	public long lagging(Group group) {
		return this.loop.query(group::lagging);
	}

	/** Make all clients of a group stop reading. */
	public void stall(Group group) {
		this.loop.execute(() -> group.clients().forEach((client) -> client.stall(this.loop.key(client))));
	}

	/** Make all clients of a group read again. */
	public void resume(Group group) {
		this.loop.execute(() -> group.clients().forEach((client) -> client.resume(this.loop.key(client))));
	}

	/** Disconnect the oldest clients of a group. */
	public void leave(Group group, int number) {
		this.loop.execute(() -> group.clients().stream().limit(number).toList().forEach(Client::leave));
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

	/**
	 * A connection to open.
	 *
	 * @param target the server's address
	 * @param headers additional header lines of the handshake, each with its line end
	 * @param group the group that counts the client
	 * @param receiveBuffer the size of the socket's receive buffer, 0 for the system's
	 * default
	 */
	public record ConnectRequest(Target target, String headers, Group group, int receiveBuffer) {
	}

}
