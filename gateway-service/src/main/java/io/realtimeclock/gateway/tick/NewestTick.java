package io.realtimeclock.gateway.tick;

import io.realtimeclock.tick.Tick;
import org.jspecify.annotations.Nullable;

/**
 * The one rule that makes duplicates, reordering, replays and old snapshots harmless: a
 * credible tick is taken only if its sequence is higher than that of the last credible.
 */
final class NewestTick {

	private final TickLimits limits;

	private @Nullable Tick tick;

	NewestTick(TickLimits limits) {
		this.limits = limits;
	}

	@Nullable Tick get() {
		return this.tick;
	}

	/** Tell whether the clock was put back, so that what is newer has a lower number. */
	boolean isPutBackBy(Tick candidate) {
		return this.tick != null && !this.limits.isCredible(this.tick) && candidate.sequence() < this.tick.sequence();
	}

	/** Take a tick if it is newer, and tell whether it was taken. */
	boolean take(Tick candidate) {
		boolean newer = this.tick == null || candidate.sequence() > this.tick.sequence()
				|| !this.limits.isCredible(this.tick);
		if (!newer || !this.limits.isCredible(candidate)) {
			return false;
		}
		this.tick = candidate;
		return true;
	}

}
