package io.realtimeclock.gateway.fanout.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;

import io.realtimeclock.gateway.fanout.client.Client;
import io.realtimeclock.gateway.fanout.client.Connection;
import io.realtimeclock.gateway.fanout.client.LifeLimits;
import io.realtimeclock.gateway.fanout.client.Sweep;
import io.realtimeclock.gateway.fanout.frame.CloseCode;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;

/**
 * The server's own WebSocket session: on TLS, and on servers whose sockets can't be had.
 * Text is sent without waiting; what may wait, pings and good-byes, is left to other
 * threads.
 */
public final class SessionConnection implements Connection {

	private final Session session;

	private final TextConflation texts;

	private final PatientThreads patient;

	/** Take over a session. */
	public SessionConnection(Session session, PatientThreads patient) {
		this.session = session;
		this.texts = new TextConflation(session);
		this.patient = patient;
	}

	@Override
	public void register(Selector selector, Client client) {
		// The server reads
	}

	@Override
	public boolean write(Sweep sweep, boolean withPing) throws IOException {
		if (withPing) {
			ping();
		}
		return this.texts.offer(sweep.frame());
	}

	@Override
	public void ping() throws IOException {
		this.patient.execute(() -> this.session.getBasicRemote().sendPing(ByteBuffer.allocate(0)));
	}

	@Override
	public void sayGoodbye(CloseCode code, String reason) throws IOException {
		CloseReason why = new CloseReason(CloseReason.CloseCodes.getCloseCode(code.number()), reason);
		this.patient.execute(() -> this.session.close(why));
	}

	@Override
	public void disconnect() {
		if (this.session.isOpen()) {
			// There is no way to say it plainly
			this.session.setMaxIdleTimeout(1);
		}
	}

	@Override
	public boolean isOpen() {
		return this.session.isOpen();
	}

	@Override
	public boolean isStalled(long nanos, long now) {
		return this.texts.isStalled(nanos, now);
	}

	/** No longer than any, as its good-bye holds a thread. */
	@Override
	public long goodbyeOfDismissedNanos(LifeLimits limits) {
		return LifeLimits.GOODBYE_NANOS;
	}

}
