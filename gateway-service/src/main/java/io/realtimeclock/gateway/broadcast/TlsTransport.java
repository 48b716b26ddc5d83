package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A client on TLS. Jetty's end point encrypts, decrypts and waits for the socket on its
 * own threads, which make the client ready on its event loop. One frame at a time is
 * given to the end point: all later ones can still be replaced by a newer one. Of a large
 * frame it is one record at a time, so that it shows how much the client takes.
 */
final class TlsTransport implements Transport {

	private static final int LARGEST_RECORD = 16 * 1024;

	private final SocketChannel channel;

	private final EndPoint endPoint;

	private final Callback readCallback = Callback.from(Callback.InvocationType.NON_BLOCKING, this::readable,
			(failure) -> readable());

	private final Callback writeCallback = Callback.from(Callback.InvocationType.NON_BLOCKING, this::written,
			(failure) -> close());

	private @Nullable Thread eventLoop;

	private Runnable ready = () -> {
	};

	private volatile boolean readable;

	private volatile boolean writing;

	/**
	 * Take over an end point.
	 * @param channel the socket below it
	 */
	TlsTransport(SocketChannel channel, EndPoint endPoint) {
		this.channel = channel;
		this.endPoint = endPoint;
	}

	@Override
	public void register(Selector selector, Client client, Runnable ready) {
		this.eventLoop = Thread.currentThread();
		this.ready = ready;
		this.endPoint.fillInterested(this.readCallback);
	}

	private void readable() {
		this.readable = true;
		this.ready.run();
	}

	private void written() {
		this.writing = false;
		if (Thread.currentThread() != this.eventLoop) {
			this.ready.run();
		}
	}

	@Override
	public @Nullable SocketChannel plain() {
		return null;
	}

	@Override
	public boolean write(ByteBuffer bytes) {
		while (!this.writing && bytes.hasRemaining()) {
			this.writing = true;
			ByteBuffer record = bytes.slice(bytes.position(), Math.min(bytes.remaining(), LARGEST_RECORD));
			bytes.position(bytes.position() + record.remaining());
			this.endPoint.write(this.writeCallback, record);
		}
		return !this.writing && !bytes.hasRemaining();
	}

	/** Write a copy, which is limited to what one TLS record can hold. */
	@Override
	public int writeShared(ByteBuffer bytes) {
		int begin = bytes.position();
		while (!this.writing && bytes.hasRemaining()) {
			byte[] copy = new byte[Math.min(bytes.remaining(), LARGEST_RECORD)];
			bytes.get(copy);
			write(ByteBuffer.wrap(copy));
		}
		return bytes.position() - begin;
	}

	@Override
	public void awaitWritable(boolean wanted) {
		// The end point calls back after each write
	}

	@Override
	public boolean isWritable() {
		return !this.writing;
	}

	@Override
	public int read(ByteBuffer buffer) throws IOException {
		if (!this.readable) {
			return 0;
		}
		this.readable = false;
		// Jetty appends behind the limit
		int count = this.endPoint.fill(buffer.limit(0));
		buffer.position(buffer.limit()).limit(buffer.capacity());
		if (count >= 0) {
			this.endPoint.fillInterested(this.readCallback);
		}
		return count;
	}

	@Override
	public void makeRoom() throws IOException {
		this.channel.setOption(StandardSocketOptions.SO_SNDBUF, PlainTransport.ROOM_FOR_CLOSE);
	}

	@Override
	public boolean isOpen() {
		return this.endPoint.isOpen();
	}

	@Override
	public void close() {
		this.endPoint.close();
	}

}
