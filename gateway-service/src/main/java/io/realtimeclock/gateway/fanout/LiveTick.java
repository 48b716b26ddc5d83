package io.realtimeclock.gateway.fanout;

import java.time.Duration;
import java.time.Instant;

import io.realtimeclock.gateway.message.TickMessage;

/**
 * A tick for all clients. It can be delayed on its last steps, too: by a client that was
 * stalled, or when this process did not run for a while.
 *
 * @param fresh what clients are told
 * @param onceOld what they are told in its place once it is too old to be shown as live
 * @param slot when its slot began
 * @param goodFor how long it may still be shown as live
 */
public record LiveTick(TickMessage fresh, TickMessage onceOld, Instant slot, Duration goodFor) {
}
