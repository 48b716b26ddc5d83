package io.realtimeclock.gateway.broadcast;

import java.nio.ByteBuffer;
import java.time.Instant;

import io.realtimeclock.gateway.rfc6455.FrameEncoder;
import org.jspecify.annotations.Nullable;

/**
 * A message, encoded once for all clients.
 *
 * @param order its position among all frames of this gateway; a client accepts only
 * frames of a higher order than its last one
 * @param bytesAfterPing a ping and then the text frame, read only through duplicates
 * @param bytes the text frame alone
 * @param lifetime {@code null} for a notice, which never expires
 */
record Frame(long order, ByteBuffer bytesAfterPing, ByteBuffer bytes, @Nullable Lifetime lifetime) {

	static Frame of(long order, byte[] message, @Nullable Lifetime lifetime) {
		ByteBuffer pingAndText = FrameEncoder.pingAndText(message);
		ByteBuffer text = pingAndText.slice(FrameEncoder.PING_LENGTH,
				pingAndText.remaining() - FrameEncoder.PING_LENGTH);
		return new Frame(order, pingAndText, text, lifetime);
	}

	boolean isExpired(long nanoTime) {
		return this.lifetime != null && nanoTime - this.lifetime.expiresAt > 0;
	}

	/** Return this frame or, once it has expired, the one that replaces it. */
	Frame at(long nanoTime) {
		return (this.lifetime != null && isExpired(nanoTime)) ? this.lifetime.staleFrame : this;
	}

	/**
	 * Return what an event loop needs to write this frame to all of its clients.
	 * @param pingNanos how often each client is pinged
	 */
	View view(long pingNanos) {
		return new View(this, this.bytes.duplicate(), this.bytesAfterPing.duplicate(), System.nanoTime(), pingNanos);
	}

	/**
	 * A frame that is being written by one event loop, made once for all of its clients.
	 *
	 * @param bytes the frame's, in a view of that loop alone
	 * @param bytesAfterPing the same bytes with a ping in front of them
	 * @param now the {@link System#nanoTime()} of the beginning
	 * @param pingNanos how often each client is pinged
	 */
	record View(Frame frame, ByteBuffer bytes, ByteBuffer bytesAfterPing, long now, long pingNanos) {
	}

	/**
	 * How long a frame may be written.
	 *
	 * @param since when its value came into being
	 * @param expiresAt the {@link System#nanoTime()} from which on it must not be written
	 * @param staleFrame the frame that replaces it then
	 */
	record Lifetime(Instant since, long expiresAt, Frame staleFrame) {
	}

}
