package io.realtimeclock.ticker.slot;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.realtimeclock.tick.Tick;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Counts the slots that got no turn. */
@Component
final class SkippedSlots {

	private final Counter counter;

	private @Nullable Tick last;

	SkippedSlots(MeterRegistry meters) {
		this.counter = Counter.builder("ticker.slots.skipped")
			.description("Slots that could not be met in their first half")
			.register(meters);
	}

	void missed() {
		this.counter.increment();
	}

	/** Note the slot that was slept to, and count those between it and the one before. */
	void reached(Tick slot) {
		if (this.last != null && slot.sequence() > this.last.sequence() + 1) {
			this.counter.increment((double) (slot.sequence() - this.last.sequence() - 1));
		}
		this.last = slot;
	}

}
