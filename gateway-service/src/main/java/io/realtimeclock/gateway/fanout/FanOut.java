package io.realtimeclock.gateway.fanout;

import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import io.realtimeclock.gateway.fanout.client.Client;
import io.realtimeclock.gateway.fanout.client.ClientMeters;
import io.realtimeclock.gateway.fanout.connection.DirectConnection;
import io.realtimeclock.gateway.fanout.connection.PatientThreads;
import io.realtimeclock.gateway.fanout.connection.SessionConnection;
import io.realtimeclock.gateway.message.TickMessage;
import jakarta.websocket.Session;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Sends each message to all clients. Whoever publishes hands the frame over and returns;
 * event loops write it to the clients.
 */
@Component
public final class FanOut {

	private final EventLoops loops;

	private final FrameEncoder encoder;

	private final PatientThreads patient;

	private final ClientMeters meters;

	FanOut(EventLoops loops, JsonMapper json, PatientThreads patient, ClientMeters meters) {
		this.loops = loops;
		this.encoder = new FrameEncoder(json);
		this.patient = patient;
		this.meters = meters;
	}

	/**
	 * Send a tick to every client that is connected now, and to each one that connects
	 * until the next message. It is encoded here, once.
	 */
	public synchronized void publish(LiveTick tick) {
		this.loops.offer(this.encoder.encode(tick));
	}

	/** Send a notice in a tick's place. */
	public synchronized void publish(TickMessage notice) {
		this.loops.offer(this.encoder.encode(notice));
	}

	/**
	 * Serve a client by its socket, which nobody else reads or writes from now on.
	 * @param channel the socket, in non-blocking mode
	 * @param endPoint closes the socket and whatever else was opened for it
	 * @param readAhead what the client has sent already
	 * @param onGone what is run once the client has gone
	 */
	public Membership join(SocketChannel channel, Closeable endPoint, ByteBuffer readAhead, Runnable onGone) {
		DirectConnection socket = new DirectConnection(channel, endPoint, readAhead);
		return this.loops.add(new Client(socket, this.meters, onGone));
	}

	/**
	 * Serve a client by the server's own WebSocket session.
	 * @param onGone what is run once the client has gone
	 */
	public Membership join(Session session, Runnable onGone) {
		SessionConnection connection = new SessionConnection(session, this.patient);
		return this.loops.add(new Client(connection, this.meters, onGone));
	}

}
