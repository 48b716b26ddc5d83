package io.realtimeclock.gateway.fanout;

import java.nio.ByteBuffer;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A message encoded once to the bytes that go to every client.
 *
 * @param order its place among all frames of this gateway; a client takes only frames of
 * a higher order than its last one
 * @param bytes the WebSocket frame, read only through duplicates
 * @param instant when the slot of a live tick began, {@code null} for a notice
 */
record TickFrame(long order, ByteBuffer bytes, @Nullable Instant instant) {
}
