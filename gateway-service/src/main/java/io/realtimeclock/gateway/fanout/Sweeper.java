package io.realtimeclock.gateway.fanout;

import io.realtimeclock.gateway.fanout.client.Client;
import io.realtimeclock.gateway.fanout.client.Clients;
import io.realtimeclock.gateway.fanout.client.LifeLimits;
import io.realtimeclock.gateway.fanout.client.Sweep;
import io.realtimeclock.gateway.fanout.frame.TickFrame;
import org.jspecify.annotations.Nullable;

/** Writes each frame to each client of an event loop, once. */
final class Sweeper {

	/** So many clients are written to between two looks after newcomers. */
	private static final int BATCH = 256;

	private final Clients clients;

	private final LifeLimits limits;

	private final FanOutMeters meters;

	private long swept;

	private int inBatch;

	private boolean old;

	Sweeper(Clients clients, LifeLimits limits, FanOutMeters meters) {
		this.clients = clients;
		this.limits = limits;
		this.meters = meters;
	}

	/**
	 * Write a frame to all unless that was done. One that is too old to be shown, since
	 * this process did not run for a while, is not written to anybody any more: a newer
	 * one, or the notice that there is none, is on its way.
	 * @param betweenBatches may add and remove clients
	 */
	void sweep(@Nullable TickFrame frame, Runnable betweenBatches) {
		if (frame == null || frame.order() == this.swept) {
			return;
		}
		this.swept = frame.order();
		Sweep sweep = Sweep.of(frame, this.limits);
		this.old = frame.isOld(sweep.now());
		this.clients.forEach((client) -> write(sweep, client, betweenBatches));
		if (frame.life() != null && !this.old) {
			this.meters.swept(frame.life().slot());
		}
	}

	private void write(Sweep sweep, Client client, Runnable betweenBatches) {
		if (this.old) {
			return;
		}
		client.tick(sweep);
		if (++this.inBatch == BATCH) {
			this.inBatch = 0;
			betweenBatches.run();
			this.old = sweep.frame().isOld(System.nanoTime());
		}
	}

	/** Write a frame, or what is true in its place by now, to one who has just come. */
	void greet(Client client, @Nullable TickFrame frame) {
		if (frame != null) {
			client.tick(Sweep.of(frame.at(System.nanoTime()), this.limits));
		}
	}

}
