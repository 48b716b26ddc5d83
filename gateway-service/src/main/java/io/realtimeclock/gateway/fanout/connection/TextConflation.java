package io.realtimeclock.gateway.fanout.connection;

import io.realtimeclock.gateway.fanout.frame.TickFrame;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

/**
 * The text that is under way by a server's session, and the newest tick, which waits
 * until that is sent. The server's threads tell when, hence the lock.
 */
final class TextConflation {

	private final Session session;

	private boolean writing;

	private long writingSince;

	private @Nullable TickFrame waiting;

	TextConflation(Session session) {
		this.session = session;
	}

	/** Send a tick, or keep it, and tell whether it took the place of one that waited. */
	boolean offer(TickFrame frame) {
		synchronized (this) {
			if (this.writing) {
				boolean replaced = this.waiting != null;
				this.waiting = frame;
				return replaced;
			}
			this.writing = true;
		}
		send(frame);
		return false;
	}

	private void send(TickFrame frame) {
		this.writingSince = System.nanoTime();
		try {
			this.session.getAsyncRemote().sendText(frame.text(), this::sent);
		}
		catch (RuntimeException ex) {
			// It is closed, or about to be; the server tells when
		}
	}

	private void sent(SendResult result) {
		TickFrame next;
		synchronized (this) {
			next = this.waiting;
			this.waiting = null;
			this.writing = next != null;
		}
		if (next != null) {
			send(next.at(System.nanoTime()));
		}
	}

	synchronized boolean isStalled(long nanos, long now) {
		return this.writing && now - this.writingSince > nanos;
	}

}
