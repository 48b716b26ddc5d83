package io.realtimeclock.gateway.subscription;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.realtimeclock.gateway.feed.FeedQuery;
import org.jspecify.annotations.Nullable;

/**
 * A client that takes no more bytes than a test allows.
 */
final class SlowClient {

	private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

	private final Subscription subscription;

	private @Nullable ByteBuffer rest;

	private int room;

	SlowClient(FeedViews views, FeedQuery query) {
		this.subscription = views.join(query, this::writeDue);
	}

	Subscription subscription() {
		return this.subscription;
	}

	/** Take so many more bytes. */
	void takes(int bytes) {
		this.room += bytes;
		boolean wasBlocked = this.rest != null;
		if (this.rest != null && take(this.rest)) {
			this.rest = null;
		}
		if (wasBlocked) {
			writeDue();
		}
	}

	private void writeDue() {
		while (this.subscription.isDue() && this.rest == null) {
			ByteBuffer bytes = this.subscription.gather(false);
			int size = bytes.remaining();
			take(bytes);
			int written = size - bytes.remaining();
			ByteBuffer left = this.subscription.written(written);
			this.rest = (written < size) ? left : null;
		}
	}

	private boolean take(ByteBuffer bytes) {
		byte[] part = new byte[Math.min(this.room, bytes.remaining())];
		bytes.get(part);
		this.taken.writeBytes(part);
		this.room -= part.length;
		return !bytes.hasRemaining();
	}

	/** Return the messages that came whole since the last call. */
	List<String> messages() {
		ByteBuffer frames = ByteBuffer.wrap(this.taken.toByteArray());
		this.taken.reset();
		List<String> messages = new ArrayList<>();
		while (frames.remaining() >= 2 && frames.remaining() >= 2 + frames.get(frames.position() + 1)) {
			byte[] payload = new byte[frames.getShort() & 0x7F];
			frames.get(payload);
			messages.add(new String(payload, StandardCharsets.UTF_8));
		}
		this.taken.write(frames.array(), frames.position(), frames.remaining());
		return messages;
	}

}
