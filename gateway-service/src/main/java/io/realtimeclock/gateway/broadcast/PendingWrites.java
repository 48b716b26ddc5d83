package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * What is pending for a client that can't be written to: the rest of the frame that was
 * begun, the newest message, one ping, one pong and the close frame. Conflation instead
 * of a queue.
 */
final class PendingWrites {

	/**
	 * For how much time a byte makes up: a client has to take 1,000 per second. If any
	 * progress began the time again, a client that takes a byte now and then could keep a
	 * large frame, of a value that was replaced long ago, in memory for hours.
	 */
	private static final long NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / 1000;

	private ByteBuffer rest;

	private long since;

	private @Nullable ByteBuffer ping;

	private @Nullable ByteBuffer pong;

	private @Nullable Frame newest;

	private @Nullable ByteBuffer close;

	/** Begin with what could not be written, of bytes that never change. */
	PendingWrites(ByteBuffer rest, long now) {
		this.rest = rest.slice();
		this.since = now;
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

	/** Tell whether a ping has to wait for other bytes. */
	boolean hasPing() {
		return this.ping != null;
	}

	/** Write as much as possible, and return whether nothing is pending any longer. */
	boolean writeTo(Transport transport, long now) throws IOException {
		int before = this.rest.remaining();
		while (transport.write(this.rest)) {
			ByteBuffer next = next();
			if (next == null) {
				return true;
			}
			this.rest = next;
			this.since = now;
			before = next.remaining();
		}
		long worth = (before - this.rest.remaining()) * NANOS_PER_BYTE;
		this.since = (now - this.since > worth) ? this.since + worth : now;
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

	/** Return since when the client takes too little. */
	long since() {
		return this.since;
	}

	boolean isOlderThan(long nanos, long now) {
		return now - this.since > nanos;
	}

}
