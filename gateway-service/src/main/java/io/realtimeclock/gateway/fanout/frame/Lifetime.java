package io.realtimeclock.gateway.fanout.frame;

import java.time.Instant;

/**
 * For how long a live tick is true.
 *
 * @param slot when its slot began
 * @param goodUntil the {@link System#nanoTime()} from which on it is too old
 * @param onceOld the frame in its place then
 */
public record Lifetime(Instant slot, long goodUntil, TickFrame onceOld) {

	boolean isOver(long now) {
		return now - this.goodUntil > 0;
	}

}
