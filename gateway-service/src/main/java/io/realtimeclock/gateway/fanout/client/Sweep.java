package io.realtimeclock.gateway.fanout.client;

import java.nio.ByteBuffer;

import io.realtimeclock.gateway.fanout.frame.TickFrame;

/**
 * One event loop's turn of writing a frame to its clients: what would otherwise be made
 * for each client is made once.
 *
 * @param bytes the frame's, in a view of this event loop's own
 * @param bytesAfterPing the same bytes with a ping in front of them
 * @param now the {@link System#nanoTime()} of the beginning
 * @param limits when pings are due
 */
public record Sweep(TickFrame frame, ByteBuffer bytes, ByteBuffer bytesAfterPing, long now, LifeLimits limits) {

	/** Begin. */
	public static Sweep of(TickFrame frame, LifeLimits limits) {
		return new Sweep(frame, frame.bytes().duplicate(), frame.bytesAfterPing().duplicate(), System.nanoTime(),
				limits);
	}

}
