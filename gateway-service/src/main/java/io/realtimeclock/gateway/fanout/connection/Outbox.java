package io.realtimeclock.gateway.fanout.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

import io.realtimeclock.gateway.fanout.frame.TickFrame;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a client that can't be written to: the rest of the frame that was begun,
 * the newest tick, one control frame and the close frame. Conflation instead of a queue.
 */
final class Outbox {

	private ByteBuffer rest;

	private long since = System.nanoTime();

	private @Nullable ByteBuffer control;

	private @Nullable TickFrame tick;

	private @Nullable ByteBuffer close;

	/** Begin with what could not be written, of bytes that never change. */
	Outbox(ByteBuffer rest) {
		this.rest = rest.slice();
	}

	/** Keep a tick, and tell whether it took the place of one that waited. */
	boolean keep(TickFrame frame) {
		boolean replaced = this.tick != null;
		this.tick = frame;
		return replaced;
	}

	/**
	 * Keep a ping or a pong in place of the one that waits: only the most recent ping
	 * needs an answer (RFC 6455, section 5.5.3).
	 */
	void keepControl(ByteBuffer frame) {
		this.control = frame;
	}

	/** Keep the close frame, the last frame of all. */
	void keepClose(ByteBuffer frame) {
		this.tick = null;
		this.control = null;
		this.close = frame;
	}

	/** Write as much as the client takes, and tell whether nothing waits any more. */
	boolean writeTo(WritableByteChannel channel) throws IOException {
		channel.write(this.rest);
		while (!this.rest.hasRemaining()) {
			ByteBuffer next = next();
			if (next == null) {
				return true;
			}
			this.rest = next;
			this.since = System.nanoTime();
			channel.write(this.rest);
		}
		return false;
	}

	private @Nullable ByteBuffer next() {
		ByteBuffer next = this.control;
		if (next != null) {
			this.control = null;
		}
		else if (this.tick != null) {
			next = this.tick.at(System.nanoTime()).bytes().duplicate();
			this.tick = null;
		}
		else {
			next = this.close;
			this.close = null;
		}
		return next;
	}

	boolean isOlderThan(long nanos, long now) {
		return now - this.since > nanos;
	}

}
