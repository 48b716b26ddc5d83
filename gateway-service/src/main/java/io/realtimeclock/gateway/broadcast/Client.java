package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.Selector;

import io.realtimeclock.gateway.rfc6455.CloseCode;
import io.realtimeclock.gateway.rfc6455.FrameDecoder;
import io.realtimeclock.gateway.subscription.FeedViews;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One client after the handshake. It belongs to one event loop, whose thread alone uses
 * it, so that nothing in it is locked.
 */
class Client extends Connection {

	private static final Log logger = LogFactory.getLog(Client.class);

	private final BroadcastMeters meters;

	private final Runnable onDisconnect;

	/** Its index among the clients of its event loop. */
	int index = -1;

	long lastOrder;

	// The first ping is due after one interval, so that the pings of many clients
	// spread as their arrivals do
	private long pingedAt = System.nanoTime();

	private boolean pongDue;

	private @Nullable ClosingHandshake closing;

	/**
	 * Create a client of the clock.
	 * @param received what it has sent already
	 * @param onDisconnect run once the client is disconnected, possibly more than once
	 */
	Client(Transport transport, ByteBuffer received, BroadcastMeters meters, Runnable onDisconnect) {
		this(transport, received, new FrameDecoder(), meters, onDisconnect);
	}

	Client(Transport transport, ByteBuffer received, FrameDecoder decoder, BroadcastMeters meters,
			Runnable onDisconnect) {
		super(transport, received, decoder);
		this.meters = meters;
		this.onDisconnect = onDisconnect;
	}

	/**
	 * Begin to read what it sends.
	 * @param ready has {@link #ready} run on the event loop; any thread may call it
	 */
	void register(Selector selector, Runnable ready) {
		try {
			open(selector, this, ready);
		}
		catch (IOException ex) {
			disconnect();
		}
	}

	/**
	 * Write a frame, unless it is no newer than the last one. A ping that is due goes
	 * with it, which saves a write of its own.
	 */
	void write(Frame.View view) {
		if (view.frame().order() <= this.lastOrder || isClosing()) {
			return;
		}
		this.lastOrder = view.frame().order();
		boolean withPing = isPingDue(view.now(), view.pingNanos());
		try {
			if (write(view, withPing)) {
				this.meters.conflated();
			}
		}
		catch (IOException ex) {
			disconnect();
		}
	}

	/** Continue to write, and read into any buffer, now that this is possible. */
	void ready(ByteBuffer buffer) {
		try {
			writeAndRead(buffer);
		}
		catch (IOException | CancelledKeyException ex) {
			// Jetty may have closed the connection at the same moment
			disconnect();
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	/** Join the feeds of its event loop, if it is a client of one. */
	void join(FeedViews feeds) {
	}

	@Override
	void received(ByteBuffer text) {
	}

	@Override
	void heard() {
		this.pongDue = false;
	}

	@Override
	void pingDelayed(long until) {
		if (until - this.pingedAt > 0) {
			this.pingedAt = until;
		}
	}

	/**
	 * Return whether a ping is due (RFC 6455, section 5.5.2), and take it as sent.
	 */
	boolean isPingDue(long now, long interval) {
		boolean due = !this.pongDue && now - this.pingedAt > interval;
		if (due) {
			this.pingedAt = now;
			this.pongDue = true;
		}
		return due;
	}

	boolean isPongMissed(long now, long timeout) {
		return this.pongDue && now - this.pingedAt > timeout;
	}

	void ping() {
		try {
			writePing();
		}
		catch (IOException ex) {
			disconnect();
		}
	}

	@Override
	void close(CloseCode code, String reason) {
		close(code, reason, KeepAlive.CLOSE_NANOS);
	}

	/**
	 * Send a close frame to a client that is too slow or does not answer. Its socket
	 * stays open for longer: it may still read why, and on a closed socket its answers to
	 * earlier pings would cost it the close frame.
	 */
	void evict(String reason, long nanos) {
		close(CloseCode.TRY_AGAIN_LATER, reason, nanos);
	}

	private void close(CloseCode code, String reason, long nanos) {
		if (isClosing()) {
			return;
		}
		this.closing = new ClosingHandshake(nanos);
		this.meters.closed(code).increment();
		try {
			writeClose(code.frame(reason));
		}
		catch (IOException ex) {
			disconnect();
		}
	}

	@Override
	boolean beginClosing() {
		if (isClosing()) {
			return false;
		}
		this.closing = new ClosingHandshake(KeepAlive.CLOSE_NANOS);
		return true;
	}

	@Override
	boolean isClosing() {
		return this.closing != null;
	}

	@Override
	void disconnect() {
		beginClosing();
		super.disconnect();
	}

	/** Disconnect a client that could not be served, so that the others are. */
	void failed(Throwable failure) {
		try {
			disconnect();
		}
		finally {
			logger.error("A client is disconnected, since it could not be served", failure);
		}
	}

	/** Note that it is disconnected, or counts no longer. */
	void disconnected() {
		this.onDisconnect.run();
	}

	@Nullable ClosingHandshake closing() {
		return this.closing;
	}

	/** The time from the close frame to the end of the connection. */
	static final class ClosingHandshake {

		private final long since = System.nanoTime();

		private final long nanos;

		private boolean evicted;

		/** Begin; the socket stays open for so long at most. */
		ClosingHandshake(long nanos) {
			this.nanos = nanos;
		}

		boolean isOver(long now) {
			return now - this.since > this.nanos;
		}

		/** Evict a client that should have answered, and return whether it is new. */
		boolean evicts(long now) {
			boolean evicts = !this.evicted && now - this.since > KeepAlive.CLOSE_NANOS;
			this.evicted |= evicts;
			return evicts;
		}

		boolean isEvicted() {
			return this.evicted;
		}

	}

}
