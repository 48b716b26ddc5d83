package io.realtimeclock.gateway.fanout;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A message encoded once to the bytes that go to every client.
 *
 * @param order its place among all frames of this gateway; a client takes only frames of
 * a higher order than its last one
 * @param text the message
 * @param bytesAfterPing a ping and then the text frame, read only through duplicates
 * @param bytes the text frame alone
 * @param life for how long a live tick is true, {@code null} for a notice
 */
record TickFrame(long order, String text, ByteBuffer bytesAfterPing, ByteBuffer bytes, @Nullable Life life) {

	static TickFrame notice(long order, byte[] message) {
		return of(order, message, null);
	}

	/**
	 * Encode a live tick.
	 * @param fresh its message
	 * @param onceOld the message in its place once it is too old to be shown as live
	 * @param slot when its slot began
	 * @param goodUntil the {@link System#nanoTime()} at which it is too old
	 */
	static TickFrame live(long order, byte[] fresh, byte[] onceOld, Instant slot, long goodUntil) {
		return of(order, fresh, new Life(slot, goodUntil, notice(order, onceOld)));
	}

	private static TickFrame of(long order, byte[] message, @Nullable Life life) {
		ByteBuffer pingAndText = ServerFrame.pingAndText(message);
		ByteBuffer text = pingAndText.slice(ServerFrame.PING_LENGTH, pingAndText.remaining() - ServerFrame.PING_LENGTH);
		return new TickFrame(order, new String(message, StandardCharsets.UTF_8), pingAndText, text, life);
	}

	boolean isOld(long now) {
		return this.life != null && now - this.life.goodUntil > 0;
	}

	/**
	 * Return what is true at the given {@link System#nanoTime()}: this frame, or the one
	 * that says that its tick is old.
	 */
	TickFrame at(long now) {
		return (this.life != null && isOld(now)) ? this.life.onceOld : this;
	}

	record Life(Instant slot, long goodUntil, TickFrame onceOld) {
	}

}
