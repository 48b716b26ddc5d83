package io.realtimeclock.benchmark.load;

import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * The clients of one run.
 */
public final class Load implements AutoCloseable {

	private final EventLoop loop;

	private final Thread thread;

	/**
	 * Start the event loop, without clients.
	 * @throws IOException if the machine denies it
	 */
	public Load() throws IOException {
		this.loop = new EventLoop();
		this.thread = new Thread(this.loop, "load");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	/**
	 * Begin to open connections, without waiting for them.
	 * @param openings the connections
	 * @param perSecond how many a second, {@link Double#POSITIVE_INFINITY} for all at
	 * once
	 */
	public void open(Collection<Opening> openings, double perSecond) {
		this.loop.execute(() -> this.loop.openings().add(openings, perSecond));
	}

	/**
	 * Return what a group got since this was asked for the last time.
	 * @param group the group
	 * @return its figures
	 */
	public Tally exchange(Group group) {
		return call(group::exchange);
	}

	/**
	 * Return how the loop itself did since this was asked for the last time.
	 * @return its figures
	 */
	public Saturation exchangeSaturation() {
		return call(this.loop::exchangeSaturation);
	}

	/**
	 * Return how many clients of a group are connected.
	 * @param group the group
	 * @return the number
	 */
	public long size(Group group) {
		return number(() -> group.clients().size());
	}

	/**
	 * Return how many clients of a group have got a tick.
	 * @param group the group
	 * @return the number
	 */
	public long holding(Group group) {
		return number(() -> group.clients().stream().filter((client) -> client.last() > 0).count());
	}

	/**
	 * Return how many handshakes were refused or failed since the last exchange.
	 * @param group the group
	 * @return the number
	 */
	public long refused(Group group) {
		return number(() -> group.tally().refusals().values().stream().mapToLong(Integer::longValue).sum());
	}

	/**
	 * Return how many clients of a group lack more than the newest tick.
	 * @param group the group
	 * @return the number
	 */
	public long behind(Group group) {
		return number(group::behind);
	}

	/**
	 * Let all clients of a group stop reading.
	 * @param group the group
	 */
	public void stall(Group group) {
		call(() -> {
			group.clients().forEach((client) -> client.stall(this.loop.key(client)));
			return true;
		});
	}

	/**
	 * Let all clients of a group read again.
	 * @param group the group
	 */
	public void wake(Group group) {
		call(() -> {
			group.clients().forEach((client) -> client.wake(this.loop.key(client)));
			return true;
		});
	}

	/**
	 * Let the clients of a group leave that are there for the longest time.
	 * @param group the group
	 * @param number how many
	 */
	public void leave(Group group, int number) {
		call(() -> {
			for (Client client : group.clients().stream().limit(number).toList()) {
				client.leave();
			}
			return true;
		});
	}

	private long number(LongSupplier supplier) {
		return call(supplier::getAsLong);
	}

	private <T> T call(Callable<T> callable) {
		CompletableFuture<T> result = new CompletableFuture<>();
		this.loop.execute(() -> {
			try {
				result.complete(callable.call());
			}
			catch (Exception ex) {
				result.completeExceptionally(ex);
			}
		});
		return result.join();
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
