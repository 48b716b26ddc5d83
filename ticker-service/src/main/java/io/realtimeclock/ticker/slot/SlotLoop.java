package io.realtimeclock.ticker.slot;

import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/** The ticker's one thread: slot after slot, each in its turn. */
final class SlotLoop implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(SlotLoop.class);

	private static final long LONGEST_TURN_MILLIS = TimeUnit.SECONDS.toMillis(2);

	private final SlotTimer timer;

	private final SlotTurn turn;

	private volatile @Nullable Thread thread;

	SlotLoop(SlotTimer timer, SlotTurn turn) {
		this.timer = timer;
		this.turn = turn;
	}

	@Override
	public void start() {
		Thread thread = new Thread(this::run, "slots");
		this.thread = thread;
		thread.start();
	}

	/**
	 * Finish the turn under way and start no other, so that a slot which this replica has
	 * claimed is published.
	 */
	@Override
	public void stop() {
		Thread thread = this.thread;
		this.thread = null;
		if (thread != null) {
			try {
				thread.join(LONGEST_TURN_MILLIS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	private void run() {
		while (isRunning()) {
			try {
				this.turn.take(this.timer.awaitNext());
			}
			catch (RuntimeException ex) {
				logger.error("A slot's turn failed; the next slot gets its turn all the same", ex);
			}
		}
	}

}
