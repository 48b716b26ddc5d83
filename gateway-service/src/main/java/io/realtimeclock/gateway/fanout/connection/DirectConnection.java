package io.realtimeclock.gateway.fanout.connection;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Objects;

import io.realtimeclock.gateway.fanout.client.Client;
import io.realtimeclock.gateway.fanout.client.Connection;
import io.realtimeclock.gateway.fanout.client.Sweep;
import io.realtimeclock.gateway.fanout.frame.CloseCode;
import io.realtimeclock.gateway.fanout.frame.ServerFrame;
import org.jspecify.annotations.Nullable;

/**
 * A client's socket, which its event loop reads and writes itself. The socket nearly
 * always takes a frame whole; what it does not take waits until it says that it takes
 * more.
 */
public final class DirectConnection implements Connection {

	private static final int ROOM_FOR_CLOSE = 16 * 1024;

	private final SocketChannel channel;

	private final Closeable endPoint;

	private @Nullable ByteBuffer readAhead;

	private @Nullable Registration registration;

	private @Nullable Outbox outbox;

	/**
	 * Take over a socket in non-blocking mode.
	 * @param endPoint closes the socket and whatever else was opened for it
	 * @param readAhead what the client has sent already
	 */
	public DirectConnection(SocketChannel channel, Closeable endPoint, ByteBuffer readAhead) {
		this.channel = channel;
		this.endPoint = endPoint;
		this.readAhead = readAhead;
	}

	@Override
	public void register(Selector selector, Client client) throws IOException {
		ClientReader reader = new ClientReader(client, this);
		this.registration = new Registration(this.channel, client, reader, selector);
		if (this.readAhead != null) {
			reader.take(this.readAhead);
			this.readAhead = null;
		}
	}

	@Override
	public boolean write(Sweep sweep, boolean withPing) throws IOException {
		if (this.outbox == null) {
			ByteBuffer bytes = withPing ? sweep.bytesAfterPing() : sweep.bytes();
			write(bytes.position(0));
			return false;
		}
		if (withPing) {
			this.outbox.keepPing(ServerFrame.ping());
		}
		return this.outbox.keep(sweep.frame());
	}

	@Override
	public void ping() throws IOException {
		if (this.outbox == null) {
			write(ServerFrame.ping());
		}
		else {
			this.outbox.keepPing(ServerFrame.ping());
		}
	}

	void pong(ByteBuffer frame) throws IOException {
		if (this.outbox == null) {
			write(frame);
		}
		else {
			this.outbox.keepPong(frame);
		}
	}

	@Override
	public void sayGoodbye(CloseCode code, String reason) throws IOException {
		close(code.frame(reason));
	}

	/**
	 * Write the last frame. A client that is stalled takes none; then the kernel gets
	 * room for it, as it goes on delivering for a while when the socket is closed.
	 */
	void close(ByteBuffer frame) throws IOException {
		if (this.outbox == null) {
			write(frame);
		}
		else {
			this.outbox.keepClose(frame);
		}
		if (this.outbox != null) {
			this.channel.setOption(StandardSocketOptions.SO_SNDBUF, ROOM_FOR_CLOSE);
			writeOn();
		}
	}

	private void write(ByteBuffer bytes) throws IOException {
		this.channel.write(bytes);
		if (bytes.hasRemaining()) {
			this.outbox = new Outbox(bytes);
			Objects.requireNonNull(this.registration).tellWhenItTakesMore(true);
		}
	}

	void writeOn() throws IOException {
		if (this.outbox != null && this.outbox.writeTo(this.channel)) {
			this.outbox = null;
			Objects.requireNonNull(this.registration).tellWhenItTakesMore(false);
		}
	}

	boolean isAllWritten() {
		return this.outbox == null;
	}

	@Override
	public boolean isStalled(long nanos, long now) {
		return this.outbox != null && this.outbox.isOlderThan(nanos, now);
	}

	@Override
	public boolean isOpen() {
		return this.channel.isOpen();
	}

	@Override
	public void disconnect() {
		try {
			this.endPoint.close();
		}
		catch (IOException ex) {
			// It is gone all the same
		}
	}

}
