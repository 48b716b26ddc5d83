package io.realtimeclock.ticker.slot;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.realtimeclock.health.Supervised;
import io.realtimeclock.health.Supervisor;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.ticker.claim.SlotClaims;
import io.realtimeclock.ticker.claim.SlotClaims.ClaimOutcome;
import io.realtimeclock.ticker.publish.TickPublisher;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The ticker's essential thread, which runs one cycle at each slot. */
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

	/**
	 * The work of each slot: claim it, and publish its tick unless another replica does.
	 */
	@Component
	static final class TickCycle {

		private final SlotClaims claims;

		private final TickPublisher publisher;

		private final Grid grid;

		private final InstantSource clock;

		TickCycle(SlotClaims claims, TickPublisher publisher, ClockProperties properties, InstantSource clock) {
			this.claims = claims;
			this.publisher = publisher;
			this.grid = properties.grid();
			this.clock = clock;
		}

		void run(Tick tick) {
			// A replica must not win a slot that it can't publish
			ClaimOutcome outcome = this.publisher.delivers() ? this.claims.claim(tick) : this.claims.yieldSlot(tick);
			if (isOver(tick)) {
				logger.warn("The tick of " + tick.instant() + " is no longer published: this process stood still");
				return;
			}
			switch (outcome) {
				// If Redis does not answer, it is published anyway: a duplicate is
				// harmless
				case WON, UNANSWERED, YIELDED -> this.publisher.publish(tick);
				case LOST, AHEAD, BEHIND -> {
				}
			}
		}

		private boolean isOver(Tick tick) {
			return this.grid.at(this.clock.instant()).sequence() > tick.sequence() + 1;
		}

	}

}
