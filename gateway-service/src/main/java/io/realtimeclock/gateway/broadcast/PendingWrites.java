package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * What is pending for a client that can't be written to: the rest of the frame that was
 * begun, the newest message, one ping, one pong and the close frame. Conflation instead
 * of a queue.
 */
final class PendingWrites {

	private ByteBuffer rest;

	private long since = System.nanoTime();

	private @Nullable ByteBuffer ping;

	private @Nullable ByteBuffer pong;

	private @Nullable Frame newest;

	private @Nullable ByteBuffer close;

	/** Begin with what could not be written, of bytes that never change. */
	PendingWrites(ByteBuffer rest) {
		this.rest = rest.slice();
	}

	/** Keep a message, and return whether it replaced a pending one. */
	boolean keep(Frame frame) {
		boolean replaced = this.newest != null;
		this.newest = frame;
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
		this.newest = null;
		this.ping = null;
		this.pong = null;
		this.close = frame;
	}

	/** Write as much as possible, and return whether nothing is pending any longer. */
	boolean writeTo(Transport transport) throws IOException {
		while (transport.write(this.rest)) {
			ByteBuffer next = next();
			if (next == null) {
				return true;
			}
			this.rest = next;
			this.since = System.nanoTime();
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
		else if (this.newest != null) {
			next = this.newest.at(System.nanoTime()).bytes().duplicate();
			this.newest = null;
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
