package io.realtimeclock.gateway.fanout.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * A message encoded once to the bytes that go to every client.
 *
 * @param order its place among all frames of this gateway; a client takes only frames of
 * a higher order than its last one
 * @param text the message
 * @param bytesAfterPing a ping and then the text frame, read only through duplicates
 * @param bytes the text frame alone
 * @param life {@code null} for a notice, which stays true
 */
public record TickFrame(long order, String text, ByteBuffer bytesAfterPing, ByteBuffer bytes, @Nullable Lifetime life) {

	/** Make the frame of a message. */
	public static TickFrame of(long order, byte[] message, @Nullable Lifetime life) {
		ByteBuffer pingAndText = ServerFrame.pingAndText(message);
		ByteBuffer text = pingAndText.slice(ServerFrame.PING_LENGTH, pingAndText.remaining() - ServerFrame.PING_LENGTH);
		return new TickFrame(order, new String(message, StandardCharsets.UTF_8), pingAndText, text, life);
	}

	/** Tell whether it is too old to be shown at a {@link System#nanoTime()}. */
	public boolean isOld(long now) {
		return this.life != null && this.life.isOver(now);
	}

	/** Return this frame or, once it is too old to be shown, the one in its place. */
	public TickFrame at(long now) {
		return (this.life != null && this.life.isOver(now)) ? this.life.onceOld() : this;
	}

}
