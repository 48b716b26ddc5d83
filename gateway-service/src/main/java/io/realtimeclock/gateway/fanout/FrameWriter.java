package io.realtimeclock.gateway.fanout;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

import io.realtimeclock.gateway.fanout.frame.Opcode;
import io.realtimeclock.gateway.fanout.frame.ServerFrame;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames to one client's socket without ever waiting. The socket nearly always
 * takes a frame whole; what it does not take waits until it says that it takes more.
 */
final class FrameWriter {

	private static final ByteBuffer PING = ServerFrame.control(Opcode.PING, ByteBuffer.allocate(0));

	private static final int ROOM_FOR_CLOSE = 16 * 1024;

	private final SocketChannel channel;

	private @Nullable SelectionKey key;

	private @Nullable Outbox outbox;

	FrameWriter(SocketChannel channel) {
		this.channel = channel;
	}

	/**
	 * Have an event loop told when the socket can be read from, and written to again.
	 */
	void register(Selector selector, DirectClient client) throws IOException {
		this.key = this.channel.register(selector, SelectionKey.OP_READ, client);
	}

	/**
	 * Write a tick, or keep it.
	 * @return whether it took the place of one that is never written then
	 */
	boolean tick(Sweep sweep, boolean withPing) throws IOException {
		if (this.outbox == null) {
			ByteBuffer bytes = withPing ? sweep.bytesAfterPing() : sweep.bytes();
			write(bytes.position(0));
			return false;
		}
		if (withPing) {
			this.outbox.keepControl(PING.duplicate());
		}
		return this.outbox.keep(sweep.frame());
	}

	void ping() throws IOException {
		control(PING.duplicate());
	}

	void control(ByteBuffer frame) throws IOException {
		if (this.outbox == null) {
			write(frame);
		}
		else {
			this.outbox.keepControl(frame);
		}
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

	/**
	 * Write on, now that the socket takes more.
	 */
	void writeOn() throws IOException {
		if (this.outbox != null && this.outbox.writeTo(this.channel)) {
			this.outbox = null;
			interest(SelectionKey.OP_READ);
		}
	}

	boolean isAllWritten() {
		return this.outbox == null;
	}

	boolean isStalled(long nanos, long now) {
		return this.outbox != null && this.outbox.isOlderThan(nanos, now);
	}

	private void write(ByteBuffer bytes) throws IOException {
		this.channel.write(bytes);
		if (bytes.hasRemaining()) {
			this.outbox = new Outbox(bytes);
			interest(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
		}
	}

	private void interest(int operations) throws IOException {
		try {
			if (this.key != null) {
				this.key.interestOps(operations);
			}
		}
		catch (CancelledKeyException ex) {
			throw new ClosedChannelException();
		}
	}

}
