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
 * @param slot when the slot of a live tick began, {@code null} for a notice
 */
record TickFrame(long order, String text, ByteBuffer bytesAfterPing, ByteBuffer bytes, @Nullable Instant slot) {

	static TickFrame of(long order, byte[] message, @Nullable Instant slot) {
		ByteBuffer pingAndText = ServerFrame.pingAndText(message);
		ByteBuffer text = pingAndText.slice(ServerFrame.PING_LENGTH, pingAndText.remaining() - ServerFrame.PING_LENGTH);
		return new TickFrame(order, new String(message, StandardCharsets.UTF_8), pingAndText, text, slot);
	}

}
