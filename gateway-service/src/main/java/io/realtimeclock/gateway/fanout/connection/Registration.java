package io.realtimeclock.gateway.fanout.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

import io.realtimeclock.gateway.fanout.client.Client;

/** By which an event loop learns that a socket can be read, or takes more. */
public final class Registration {

	private final SocketChannel channel;

	private final Client client;

	private final ClientReader reader;

	private final SelectionKey key;

	Registration(SocketChannel channel, Client client, ClientReader reader, Selector selector) throws IOException {
		this.channel = channel;
		this.client = client;
		this.reader = reader;
		this.key = channel.register(selector, SelectionKey.OP_READ, this);
	}

	void tellWhenItTakesMore(boolean wanted) throws IOException {
		try {
			this.key.interestOps(SelectionKey.OP_READ | (wanted ? SelectionKey.OP_WRITE : 0));
		}
		catch (CancelledKeyException ex) {
			throw new ClosedChannelException();
		}
	}

	/**
	 * Write on, and read once, however much more there is: a client that floods us waits
	 * for its next turn like everybody else.
	 * @param buffer any buffer
	 */
	public void ready(ByteBuffer buffer) {
		try {
			if (this.key.isValid() && this.key.isWritable()) {
				this.reader.writeOn();
			}
			if (this.key.isValid() && this.key.isReadable()) {
				read(buffer.clear());
			}
		}
		catch (IOException | CancelledKeyException ex) {
			// The server may have closed the connection at the same moment
			this.client.disconnect();
		}
		catch (Throwable ex) {
			this.client.failed(ex);
		}
	}

	private void read(ByteBuffer buffer) throws IOException {
		if (this.channel.read(buffer) < 0) {
			this.client.disconnect();
		}
		else {
			this.reader.take(buffer.flip());
		}
	}

}
