package io.realtimeclock.gateway.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.realtimeclock.tick.Tick;
import org.jspecify.annotations.Nullable;

/**
 * The one rule that makes duplicates, reordering, replays and old snapshots harmless: a
 * tick is taken only if its sequence is higher than the last one taken. A tick too far
 * ahead of this machine's clock is not believed, neither a new one nor the last.
 */
final class NewestTick {

	private final InstantSource clock;

	private final Duration aheadLimit;

	private @Nullable Tick tick;

	NewestTick(InstantSource clock, Duration aheadLimit) {
		this.clock = clock;
		this.aheadLimit = aheadLimit;
	}

	@Nullable Tick get() {
		return this.tick;
	}

	/**
	 * Tell whether a newer tick than the last one would be an older one by its number:
	 * the clock was put back.
	 */
	boolean isPutBackBy(Tick candidate) {
		return this.tick != null && !isCredible(this.tick) && candidate.sequence() < this.tick.sequence();
	}

	boolean isCredible(Tick candidate) {
		Instant newestCredible = this.clock.instant().plus(this.aheadLimit);
		return !candidate.instant().isAfter(newestCredible);
	}

	/**
	 * Take a tick if it is newer.
	 * @param candidate the tick
	 * @return whether it was taken
	 */
	boolean take(Tick candidate) {
		boolean newer = this.tick == null || candidate.sequence() > this.tick.sequence() || !isCredible(this.tick);
		if (!newer || !isCredible(candidate)) {
			return false;
		}
		this.tick = candidate;
		return true;
	}

}
