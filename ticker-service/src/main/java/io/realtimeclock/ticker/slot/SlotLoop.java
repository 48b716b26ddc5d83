package io.realtimeclock.ticker.slot;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.realtimeclock.health.Supervised;
import io.realtimeclock.health.Supervisor;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Tick;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The ticker's essential thread: slot after slot, each in its turn. */
@Component
final class SlotLoop implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(SlotLoop.class);

	private static final long LONGEST_TURN_MILLIS = TimeUnit.SECONDS.toMillis(2);

	private static final Duration SILENCE_LIMIT = Duration.ofSeconds(20);

	private final SlotTimer timer;

	private final SlotTurn turn;

	private final Supervisor supervisor;

	private final Duration silenceLimit;

	private volatile @Nullable Thread thread;

	SlotLoop(SlotTimer timer, SlotTurn turn, Supervisor supervisor, ClockProperties clock) {
		this.timer = timer;
		this.turn = turn;
		this.supervisor = supervisor;
		this.silenceLimit = SILENCE_LIMIT.plus(clock.period().multipliedBy(2));
	}

	@Override
	public void start() {
		Supervised life = this.supervisor.register("slots", this.silenceLimit);
		Thread thread = new Thread(() -> run(life), "slots");
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
			LockSupport.unpark(thread);
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

	private void run(Supervised life) {
		try {
			takeTurns(life);
			life.stopped();
		}
		catch (Throwable ex) {
			life.failed(ex);
		}
	}

	private void takeTurns(Supervised life) {
		Tick slot = this.timer.awaitNext(this::isWanted);
		while (slot != null) {
			life.alive();
			try {
				this.turn.take(slot);
			}
			catch (RuntimeException ex) {
				logger.error("The turn of a slot failed; the next slot gets its turn anyway", ex);
			}
			slot = this.timer.awaitNext(this::isWanted);
		}
	}

	private boolean isWanted() {
		return this.thread == Thread.currentThread();
	}

}
