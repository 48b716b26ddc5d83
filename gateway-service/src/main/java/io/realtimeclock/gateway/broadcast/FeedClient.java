package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.nio.ByteBuffer;

import io.realtimeclock.gateway.feed.FeedQuery;
import io.realtimeclock.gateway.feed.FeedQuery.FeedRefusedException;
import io.realtimeclock.gateway.rfc6455.CloseCode;
import io.realtimeclock.gateway.rfc6455.FrameDecoder;
import io.realtimeclock.gateway.subscription.FeedViews;
import io.realtimeclock.gateway.subscription.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A client of a feed: of all its keys that have changed it is sent the newest values, in
 * one write. While it can't be written to, its subscription keeps which ones have
 * changed.
 */
final class FeedClient extends Client {

	private static final int LARGEST_MESSAGE = 64 * 1024;

	private final long pingNanos;

	private @Nullable FeedQuery query;

	private @Nullable FeedViews feeds;

	private @Nullable Subscription subscription;

	FeedClient(Transport transport, ByteBuffer received, FeedQuery query, long pingNanos, BroadcastMeters meters,
			Runnable onDisconnect) {
		super(transport, received, new FrameDecoder(LARGEST_MESSAGE), meters, onDisconnect);
		this.query = query;
		this.pingNanos = pingNanos;
		// It gets no ticks
		this.lastOrder = Long.MAX_VALUE;
	}

	@Override
	void join(FeedViews feeds) {
		if (this.query != null) {
			this.feeds = feeds;
			this.subscription = feeds.join(this.query, this::writeDue);
			// Its keys have names, which nobody needs again
			this.query = null;
		}
	}

	@Override
	void ready(ByteBuffer buffer) {
		boolean wasBlocked = isBlocked();
		super.ready(buffer);
		if (wasBlocked) {
			writeDue();
		}
	}

	private void writeDue() {
		try {
			if (this.subscription != null) {
				writeDue(this.subscription);
			}
		}
		catch (IOException ex) {
			disconnect();
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	private void writeDue(Subscription subscription) throws IOException {
		while (subscription.isDue() && !isBlocked() && !isClosing()) {
			ByteBuffer bytes = subscription.gather(isPingDue(System.nanoTime(), this.pingNanos));
			int size = bytes.remaining();
			int written = writeShared(bytes);
			ByteBuffer rest = subscription.written(written);
			if (written < size) {
				block(rest);
			}
		}
	}

	/** A script in a browser sees no pings, and a quiet feed sends it nothing else. */
	@Override
	void ping() {
		super.ping();
		if (this.subscription != null) {
			this.subscription.repeatComplete();
		}
	}

	@Override
	void received(ByteBuffer text) {
		try {
			if (this.subscription != null) {
				this.subscription.received(text);
			}
		}
		catch (FeedRefusedException ex) {
			close(CloseCode.POLICY_VIOLATION, ex.detail());
		}
	}

	@Override
	void disconnected() {
		super.disconnected();
		if (this.subscription != null && this.feeds != null) {
			this.feeds.leave(this.subscription);
			this.subscription = null;
		}
	}

}
