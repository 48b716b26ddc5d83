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

/** The ticker's essential thread: one cycle at each slot. */
@Component
final class SlotLoop implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(SlotLoop.class);

	private static final long LONGEST_CYCLE_MILLIS = TimeUnit.SECONDS.toMillis(2);

	private static final Duration SILENCE_LIMIT = Duration.ofSeconds(20);

	private final SlotTimer timer;

	private final TickCycle cycle;

	private final Supervisor supervisor;

	private final Duration silenceLimit;

	private volatile @Nullable Thread thread;

	SlotLoop(SlotTimer timer, TickCycle cycle, Supervisor supervisor, ClockProperties clock) {
		this.timer = timer;
		this.cycle = cycle;
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
	 * Finish the current cycle and start no other, so that a slot claimed by this replica
	 * is published.
	 */
	@Override
	public void stop() {
		Thread thread = this.thread;
		this.thread = null;
		if (thread != null) {
			LockSupport.unpark(thread);
			try {
				thread.join(LONGEST_CYCLE_MILLIS);
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
			runCycles(life);
			life.stopped();
		}
		catch (Throwable ex) {
			life.failed(ex);
		}
	}

	private void runCycles(Supervised life) {
		Tick slot = this.timer.awaitNext(this::isWanted);
		while (slot != null) {
			life.alive();
			try {
				this.cycle.run(slot);
			}
			catch (RuntimeException ex) {
				logger.error("The cycle of a slot failed; the next slot gets its own", ex);
			}
			slot = this.timer.awaitNext(this::isWanted);
		}
	}

	private boolean isWanted() {
		return this.thread == Thread.currentThread();
	}

}
