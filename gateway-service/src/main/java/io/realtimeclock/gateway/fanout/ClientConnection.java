package io.realtimeclock.gateway.fanout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One client after the handshake. It takes the place of the HTTP connection on Jetty's
 * end point, so that little more than the socket is held for each client and nobody else
 * writes to it.
 */
final class ClientConnection extends AbstractConnection.NonBlocking implements Connection.UpgradeTo {

	private static final int READ_SIZE = 1024;

	private static final long GOODBYE_NANOS = TimeUnit.SECONDS.toNanos(2);

	private static final ByteBuffer PING = ServerFrame.control(Opcode.PING, ByteBuffer.allocate(0));

	private final Clients clients;

	private final Runnable onClosed;

	private final ByteBufferPool buffers;

	private final FrameWriter writer;

	private final ClientFrames frames = new ClientFrames();

	private long pingedAt = System.nanoTime();

	private volatile boolean pongDue;

	private volatile long closingSince;

	private @Nullable ByteBuffer readAhead;

	private boolean deaf;

	private boolean closed;

	ClientConnection(EndPoint endPoint, Executor executor, ByteBufferPool buffers, Clients clients, Runnable onClosed) {
		super(endPoint, executor);
		this.buffers = buffers;
		this.clients = clients;
		this.onClosed = onClosed;
		this.writer = new FrameWriter(endPoint, clients.meters().conflated());
	}

	@Override
	public void onUpgradeTo(ByteBuffer readAhead) {
		this.readAhead = ByteBuffer.allocate(readAhead.remaining()).put(readAhead).flip();
	}

	@Override
	public void onOpen() {
		super.onOpen();
		// Pings tell whether the client lives
		getEndPoint().setIdleTimeout(0);
		this.clients.add(this);
		if (this.readAhead != null) {
			read(this.readAhead);
			this.readAhead = null;
		}
		fillInterested();
		closeIfGone();
	}

	@Override
	public void onClose(@Nullable Throwable cause) {
		super.onClose(cause);
		synchronized (this) {
			if (this.closed) {
				return;
			}
			this.closed = true;
		}
		this.clients.remove(this);
		this.onClosed.run();
	}

	void tick(TickFrame frame, ByteBuffer[] view) {
		this.writer.tick(frame, view);
	}

	/**
	 * Say good-bye; the client has two seconds to answer.
	 * @param code why
	 * @param reason a few words for the client
	 */
	void close(CloseCode code, String reason) {
		if (this.writer.close(code.frame(reason), false)) {
			this.closingSince = System.nanoTime();
			this.clients.meters().closed(code);
		}
	}

	/**
	 * Ping the client when it is due, and disconnect it when it does not answer or can't
	 * be written to.
	 * @param now the current {@link System#nanoTime()}
	 * @param limits how long each may take
	 */
	void checkLife(long now, LifeLimits limits) {
		closeIfGone();
		if (this.closingSince != 0) {
			if (now - this.closingSince > GOODBYE_NANOS) {
				getEndPoint().close();
			}
		}
		else if (this.writer.isBlockedLongerThan(limits.stallNanos(), now)) {
			close(CloseCode.TRY_AGAIN_LATER, "too slow");
		}
		else if (this.pongDue && now - this.pingedAt > limits.pongNanos()) {
			close(CloseCode.TRY_AGAIN_LATER, "no pong");
		}
		else if (!this.pongDue && now - this.pingedAt > limits.pingNanos()) {
			this.pingedAt = now;
			this.pongDue = true;
			this.writer.control(PING.duplicate());
		}
	}

	/**
	 * Read once, however much more there is: a client that floods us waits for its next
	 * turn like everybody else.
	 */
	@Override
	public void onFillable() {
		RetainableByteBuffer buffer = this.buffers.acquire(READ_SIZE, true);
		try {
			int filled = getEndPoint().fill(buffer.getByteBuffer());
			if (filled < 0) {
				getEndPoint().close();
				return;
			}
			read(buffer.getByteBuffer());
		}
		catch (IOException ex) {
			getEndPoint().close(ex);
			return;
		}
		finally {
			buffer.release();
		}
		fillInterested();
	}

	/**
	 * The client may have gone between the handshake and the upgrade, when Jetty did not
	 * yet know this connection.
	 */
	private void closeIfGone() {
		if (!getEndPoint().isOpen()) {
			onClose(null);
		}
	}

	private void read(ByteBuffer input) {
		if (this.deaf) {
			return;
		}
		try {
			ClientFrames.ClientFrame frame = this.frames.read(input);
			while (frame != null) {
				handle(frame);
				frame = this.frames.read(input);
			}
		}
		catch (ViolationException ex) {
			this.deaf = true;
			close(ex.code(), String.valueOf(ex.getMessage()));
		}
	}

	private void handle(ClientFrames.ClientFrame frame) throws ViolationException {
		switch (frame.opcode()) {
			case PING -> this.writer.control(ServerFrame.control(Opcode.PONG, frame.payload()));
			case PONG -> this.pongDue = false;
			default -> answerClose(frame.payload());
		}
	}

	private void answerClose(ByteBuffer payload) throws ViolationException {
		ByteBuffer answer = ServerFrame.control(Opcode.CLOSE, ClientFrames.closeStatus(payload));
		if (!this.writer.close(answer, true)) {
			// It answers ours
			getEndPoint().close();
		}
	}

}
