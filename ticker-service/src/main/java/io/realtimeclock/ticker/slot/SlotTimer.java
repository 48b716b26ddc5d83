package io.realtimeclock.ticker.slot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Sleeps to the slots of the wall clock's grid. A fixed-rate timer would drift away from
 * the grid and catch up missed slots in a burst; here a slot whose first half is missed
 * is skipped.
 */
@Component
final class SlotTimer {

	private final Grid grid;

	private final InstantSource clock;

	private final LongConsumer sleepNanos;

	private final Counter skipped;

	private @Nullable Tick last;

	@Autowired
	SlotTimer(ClockProperties clock, InstantSource wallClock, MeterRegistry meters) {
		this(clock.grid(), wallClock, LockSupport::parkNanos, meters);
	}

	SlotTimer(Grid grid, InstantSource clock, LongConsumer sleepNanos, MeterRegistry meters) {
		this.grid = grid;
		this.clock = clock;
		this.sleepNanos = sleepNanos;
		this.skipped = Counter.builder("ticker.slots.skipped")
			.description("Slots whose first half was missed")
			.register(meters);
	}

	/**
	 * Sleep until the next slot begins.
	 * @param wanted asked after each sleep whether to go on
	 * @return its tick, at most half a period after it began; {@code null} once it is not
	 * wanted
	 */
	@Nullable Tick awaitNext(BooleanSupplier wanted) {
		while (true) {
			Tick next = this.grid.next(this.grid.at(this.clock.instant()));
			Duration late = sleepUntil(next.instant(), wanted);
			if (!wanted.getAsBoolean()) {
				return null;
			}
			reached(next);
			if (late.isNegative()) {
				// The wall clock was set back during the sleep
				continue;
			}
			if (late.multipliedBy(2).compareTo(this.grid.period()) <= 0) {
				return next;
			}
			this.skipped.increment();
		}
	}

	/** Count the slots since the previous wake-up. */
	private void reached(Tick slot) {
		if (this.last != null && slot.sequence() > this.last.sequence() + 1) {
			this.skipped.increment((double) (slot.sequence() - this.last.sequence() - 1));
		}
		this.last = slot;
	}

	private Duration sleepUntil(Instant start, BooleanSupplier wanted) {
		Duration late = Duration.between(start, this.clock.instant());
		while (wanted.getAsBoolean() && late.isNegative() && late.abs().compareTo(this.grid.period()) <= 0) {
			this.sleepNanos.accept(-late.toNanos());
			late = Duration.between(start, this.clock.instant());
		}
		return late;
	}

}
