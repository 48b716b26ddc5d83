package io.realtimeclock.gateway.fanout.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

import io.realtimeclock.gateway.fanout.frame.TickFrame;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a client that can't be written to: the rest of the frame that was begun,
 * the newest tick, one ping, one pong and the close frame. Conflation instead of a queue.
 */
final class Outbox {

	private ByteBuffer rest;

	private long since = System.nanoTime();

	private @Nullable ByteBuffer ping;

	private @Nullable ByteBuffer pong;

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

	void keepPing(ByteBuffer frame) {
		this.ping = frame;
	}

	/**
	 * Keep a pong in place of an older one: only the most recent ping needs an answer
	 * (RFC 6455, section 5.5.3).
	 */
	void keepPong(ByteBuffer frame) {
		this.pong = frame;
	}

	/** Keep the close frame, the last frame of all. */
	void keepClose(ByteBuffer frame) {
		this.tick = null;
		this.ping = null;
		this.pong = null;
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
		ByteBuffer next;
		if (this.pong != null) {
			next = this.pong;
			this.pong = null;
		}
		else if (this.ping != null) {
			next = this.ping;
			this.ping = null;
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
