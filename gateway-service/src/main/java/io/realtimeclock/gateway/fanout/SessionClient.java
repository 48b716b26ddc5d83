package io.realtimeclock.gateway.fanout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.realtimeclock.gateway.fanout.frame.CloseCode;
import io.realtimeclock.gateway.fanout.frame.TickFrame;
import jakarta.websocket.CloseReason;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

/**
 * A client that is served by the server's own WebSocket session: on TLS, and on servers
 * whose sockets can't be had. Text is sent without waiting; what may wait, pings and
 * good-byes, is left to other threads.
 */
final class SessionClient extends Client {

	private final Session session;

	private final Executor patient;

	// The server's threads tell when a text is sent
	private final Object lock = new Object();

	private boolean writing;

	private long writingSince;

	private @Nullable TickFrame waiting;

	SessionClient(Session session, Executor patient, FanOutMeters meters, Runnable onGone) {
		super(meters, onGone);
		this.session = session;
		this.patient = patient;
	}

	@Override
	void register(Selector selector) {
	}

	@Override
	void write(Sweep sweep, boolean withPing) {
		if (withPing) {
			ping();
		}
		synchronized (this.lock) {
			if (this.writing) {
				if (this.waiting != null) {
					meters().conflated();
				}
				this.waiting = sweep.frame();
				return;
			}
			this.writing = true;
		}
		send(sweep.frame());
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
		synchronized (this.lock) {
			next = this.waiting;
			this.waiting = null;
			this.writing = next != null;
		}
		if (next != null) {
			send(next.at(System.nanoTime()));
		}
	}

	@Override
	void ping() {
		patiently(() -> this.session.getBasicRemote().sendPing(ByteBuffer.allocate(0)));
	}

	@Override
	void sayGoodbye(CloseCode code, String reason) {
		CloseReason why = new CloseReason(CloseReason.CloseCodes.getCloseCode(code.number()), reason);
		patiently(() -> this.session.close(why));
	}

	@Override
	void disconnect() {
		beginToClose();
		if (this.session.isOpen()) {
			// There is no way to say it plainly
			this.session.setMaxIdleTimeout(1);
		}
	}

	@Override
	boolean isConnected() {
		return this.session.isOpen();
	}

	@Override
	boolean isStalled(long nanos, long now) {
		synchronized (this.lock) {
			return this.writing && now - this.writingSince > nanos;
		}
	}

	private void patiently(Attempt attempt) {
		try {
			this.patient.execute(() -> {
				try {
					attempt.make();
				}
				catch (IOException | RuntimeException ex) {
					// It is gone, which the server tells
				}
			});
		}
		catch (RejectedExecutionException ex) {
			disconnect();
		}
	}

	/**
	 * No longer than any, as its good-bye holds a thread.
	 */
	@Override
	long goodbyeOfDismissedNanos(LifeLimits limits) {
		return Goodbye.NANOS;
	}

}
