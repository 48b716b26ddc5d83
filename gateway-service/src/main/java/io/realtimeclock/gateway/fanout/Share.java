package io.realtimeclock.gateway.fanout;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.realtimeclock.gateway.fanout.frame.Lifetime;
import io.realtimeclock.gateway.fanout.frame.TickFrame;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's share of the clients, and what is done to all of them in turn.
 */
final class Share {

	/** So many clients are written to between two looks after newcomers. */
	private static final int BATCH = 256;

	private final Clients clients = new Clients();

	private final LifeLimits limits;

	private final LifeCheck lives;

	private final FanOutMeters meters;

	private final Runnable betweenBatches;

	private long swept;

	private int inBatch;

	private int leavable = -1;

	private boolean old;

	Share(LifeLimits limits, FanOutMeters meters, Runnable betweenBatches) {
		this.limits = limits;
		this.lives = new LifeCheck(limits);
		this.meters = meters;
		this.betweenBatches = betweenBatches;
	}

	int count() {
		return Math.max(0, this.clients.count() - this.lives.givenUp());
	}

	int stalled() {
		return this.lives.stalled();
	}

	void add(Client client, Selector selector, @Nullable TickFrame greeting) {
		this.clients.add(client);
		try {
			client.register(selector);
			if (greeting != null) {
				client.tick(Sweep.of(greeting.at(System.nanoTime()), this.limits));
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
	 * Say good-bye to clients until no more than a part of those who were there at the
	 * first call is left.
	 * @param roundUp what is added before fractions of a client are cut off, below 1
	 */
	void leave(double part, double roundUp, Consumer<Client> goodbye) {
		if (this.leavable < 0) {
			this.leavable = count();
		}
		Predicate<Client> staying = (client) -> !client.isClosing();
		int excess = this.clients.count(staying) - (int) (this.leavable * part + roundUp);
		this.clients.forEach(staying, excess, goodbye);
	}

	/**
	 * Write a frame to each client, once. One that is too old to be shown, since this
	 * process did not run for a while, is not written to anybody any more: a newer one,
	 * or the notice that there is none, is on its way.
	 */
	void sweep(@Nullable TickFrame frame) {
		if (frame == null || frame.order() == this.swept) {
			return;
		}
		this.swept = frame.order();
		Sweep sweep = Sweep.of(frame, this.limits);
		this.old = frame.isOld(sweep.now());
		forEach((client) -> {
			if (!this.old) {
				client.tick(sweep);
				afterOne(frame);
			}
		});
		Lifetime life = frame.life();
		if (life != null && !this.old) {
			this.meters.swept(life.slot());
		}
	}

	private void afterOne(TickFrame frame) {
		if (++this.inBatch == BATCH) {
			this.inBatch = 0;
			this.betweenBatches.run();
			this.old = frame.isOld(System.nanoTime());
		}
	}

	void checkLives() {
		this.lives.check(this, this.clients, this::remove);
	}

}
