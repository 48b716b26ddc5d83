package io.realtimeclock.gateway.fanout;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import io.realtimeclock.gateway.message.TickMessage;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends each message to all clients. Whoever publishes hands the frame over and returns;
 * one thread sweeps over the clients. A frame that is published while an older one still
 * waits for the sweep replaces it.
 */
@Component
public final class FanOut implements SmartLifecycle {

	private final AtomicReference<@Nullable TickFrame> due = new AtomicReference<>();

	private final Clients clients;

	private final JsonMapper json;

	private final InstantSource clock;

	private long published;

	private volatile @Nullable Thread sweeper;

	FanOut(Clients clients, JsonMapper json, InstantSource clock) {
		this.clients = clients;
		this.json = json;
		this.clock = clock;
	}

	/**
	 * Send a message to every client that is connected now, and to each one that connects
	 * until the next message. It is encoded here, once.
	 * @param message the message
	 * @param slot when the slot of a live tick began, {@code null} for a notice
	 */
	public synchronized void publish(TickMessage message, @Nullable Instant slot) {
		TickFrame frame = new TickFrame(++this.published, ServerFrame.text(this.json.writeValueAsBytes(message)), slot);
		this.clients.greetWith(frame);
		this.due.set(frame);
		LockSupport.unpark(this.sweeper);
	}

	/**
	 * Make the connection that serves a client once the handshake has ended.
	 * @param endPoint the client's socket
	 * @param executor where Jetty runs what may block
	 * @param buffers where buffers for reading are borrowed
	 * @param onClosed what is run once when the client has gone
	 * @return the connection to upgrade to
	 */
	public Connection connect(EndPoint endPoint, Executor executor, ByteBufferPool buffers, Runnable onClosed) {
		return new ClientConnection(endPoint, executor, buffers, this.clients, onClosed);
	}

	@Override
	public void start() {
		Thread thread = new Thread(this::run, "fan-out");
		thread.setDaemon(true);
		this.sweeper = thread;
		thread.start();
	}

	@Override
	public void stop() {
		Thread thread = this.sweeper;
		this.sweeper = null;
		LockSupport.unpark(thread);
	}

	@Override
	public boolean isRunning() {
		return this.sweeper != null;
	}

	@Override
	public int getPhase() {
		return DEFAULT_PHASE - 100;
	}

	private void run() {
		while (isRunning()) {
			TickFrame frame = this.due.getAndSet(null);
			if (frame != null) {
				sweep(frame);
			}
			else {
				LockSupport.park(this);
			}
		}
	}

	private void sweep(TickFrame frame) {
		ByteBuffer[] view = { frame.bytes().duplicate() };
		this.clients.forEach((client) -> client.peer().tick(frame, view));
		if (frame.instant() != null) {
			this.clients.meters().swept(frame.instant(), this.clock.instant());
		}
	}

}
