package io.realtimeclock.gateway.fanout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;

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

	private final Clients clients;

	private final Runnable onClosed;

	private final ByteBufferPool buffers;

	private final Peer peer;

	private @Nullable ByteBuffer readAhead;

	private boolean closed;

	ClientConnection(EndPoint endPoint, Executor executor, ByteBufferPool buffers, Clients clients, Runnable onClosed) {
		super(endPoint, executor);
		this.buffers = buffers;
		this.clients = clients;
		this.onClosed = onClosed;
		this.peer = new Peer(endPoint, clients.meters());
	}

	Peer peer() {
		return this.peer;
	}

	/**
	 * Notice a client that went between the handshake and the upgrade, when Jetty did not
	 * yet know this connection.
	 */
	void closeIfGone() {
		if (!getEndPoint().isOpen()) {
			onClose(null);
		}
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
			this.peer.read(this.readAhead);
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

	/**
	 * Read once, however much more there is: a client that floods us waits for its next
	 * turn like everybody else.
	 */
	@Override
	public void onFillable() {
		RetainableByteBuffer buffer = this.buffers.acquire(READ_SIZE, true);
		try {
			if (getEndPoint().fill(buffer.getByteBuffer()) < 0) {
				getEndPoint().close();
				return;
			}
			this.peer.read(buffer.getByteBuffer());
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

}
