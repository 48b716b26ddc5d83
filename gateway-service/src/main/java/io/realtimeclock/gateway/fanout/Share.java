package io.realtimeclock.gateway.fanout;

import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * One event loop's share of the clients, and what is done to all of them in turn.
 */
final class Share {

	private static final long LIFE_CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

	/** So many clients are written to between two looks after newcomers. */
	private static final int BATCH = 256;

	private final Clients clients = new Clients();

	private final LifeLimits limits;

	private final FanOutMeters meters;

	private final Runnable betweenBatches;

	private long swept;

	private long lifeChecked = System.nanoTime();

	private int inBatch;

	Share(LifeLimits limits, FanOutMeters meters, Runnable betweenBatches) {
		this.limits = limits;
		this.meters = meters;
		this.betweenBatches = betweenBatches;
	}

	int count() {
		return this.clients.count();
	}

	void add(Client client, Selector selector, @Nullable TickFrame greeting) {
		this.clients.add(client);
		try {
			client.register(selector);
			if (greeting != null) {
				client.tick(Sweep.of(greeting, this.limits));
			}
		}
		catch (IOException ex) {
			remove(client);
		}
	}

	void remove(Client client) {
		if (this.clients.remove(client)) {
			client.gone();
		}
	}

	/**
	 * Do something to each client; that it fails for one is no reason not to do it to the
	 * others.
	 */
	void forEach(Consumer<Client> action) {
		this.clients.forEach((client) -> {
			try {
				action.accept(client);
			}
			catch (RuntimeException ex) {
				client.failed(ex);
			}
		});
	}

	/**
	 * Write a frame to each client, once.
	 */
	void sweep(@Nullable TickFrame frame) {
		if (frame == null || frame.order() == this.swept) {
			return;
		}
		this.swept = frame.order();
		Sweep sweep = Sweep.of(frame, this.limits);
		forEach((client) -> {
			client.tick(sweep);
			if (++this.inBatch == BATCH) {
				this.inBatch = 0;
				this.betweenBatches.run();
			}
		});
		Instant slot = frame.slot();
		if (slot != null) {
			this.meters.swept(slot);
		}
	}

	/**
	 * Disconnect whoever is lost, once a second.
	 */
	void checkLives() {
		long now = System.nanoTime();
		if (now - this.lifeChecked < LIFE_CHECK_NANOS) {
			return;
		}
		this.lifeChecked = now;
		forEach((client) -> {
			if (client.isConnected()) {
				client.checkLife(now, this.limits);
			}
			else {
				remove(client);
			}
		});
	}

}
