package io.realtimeclock.gateway.broadcast;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** A client's socket, which its event loop reads and writes itself. */
final class PlainTransport implements Transport {

	/** For the send buffer of a socket that takes nothing else any longer. */
	static final int ROOM_FOR_CLOSE = 16 * 1024;

	private final SocketChannel channel;

	private final Closeable endPoint;

	private @Nullable SelectionKey key;

	/**
	 * Take over a socket.
	 * @param channel the socket, in non-blocking mode
	 * @param endPoint closes the socket and whatever else was opened for it
	 */
	PlainTransport(SocketChannel channel, Closeable endPoint) {
		this.channel = channel;
		this.endPoint = endPoint;
	}

	@Override
	public void register(Selector selector, Client client, Runnable ready) throws IOException {
		this.key = this.channel.register(selector, SelectionKey.OP_READ, client);
	}

	private SelectionKey key() {
		return Objects.requireNonNull(this.key);
	}

	@Override
	public SocketChannel plain() {
		return this.channel;
	}

	@Override
	public boolean write(ByteBuffer bytes) throws IOException {
		this.channel.write(bytes);
		return !bytes.hasRemaining();
	}

	@Override
	public int writeShared(ByteBuffer bytes) throws IOException {
		return this.channel.write(bytes);
	}

	@Override
	public void awaitWritable(boolean wanted) throws IOException {
		try {
			key().interestOps(SelectionKey.OP_READ | (wanted ? SelectionKey.OP_WRITE : 0));
		}
		catch (CancelledKeyException ex) {
			throw new ClosedChannelException();
		}
	}

	@Override
	public boolean isWritable() {
		return key().isValid() && key().isWritable();
	}

	/**
	 * Read once, however much more there is: a client that sends a flood waits for its
	 * next turn like all others.
	 */
	@Override
	public int read(ByteBuffer buffer) throws IOException {
		return (key().isValid() && key().isReadable()) ? this.channel.read(buffer) : 0;
	}

	/** The kernel goes on delivering for a while after the socket is closed. */
	@Override
	public void makeRoom() throws IOException {
		this.channel.setOption(StandardSocketOptions.SO_SNDBUF, ROOM_FOR_CLOSE);
	}

	@Override
	public boolean isOpen() {
		return this.channel.isOpen();
	}

	@Override
	public void close() {
		try {
			this.endPoint.close();
		}
		catch (IOException ex) {
			// It is closed anyway
		}
	}

}
