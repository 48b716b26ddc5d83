package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

import org.jspecify.annotations.Nullable;

/**
 * A transport on which nothing happens, for tests that override what matters to them.
 */
class IdleTransport implements Transport {

	private boolean open = true;

	@Override
	public void register(Selector selector, Client client, Runnable ready) throws IOException {
	}

	@Override
	public @Nullable SocketChannel plain() {
		return null;
	}

	@Override
	public boolean write(ByteBuffer bytes) throws IOException {
		return false;
	}

	@Override
	public int writeShared(ByteBuffer bytes) throws IOException {
		return 0;
	}

	@Override
	public void awaitWritable(boolean wanted) {
	}

	@Override
	public boolean isWritable() {
		return false;
	}

	@Override
	public int read(ByteBuffer buffer) throws IOException {
		return 0;
	}

	@Override
	public void makeRoom() {
	}

	@Override
	public boolean isOpen() {
		return this.open;
	}

	@Override
	public void close() {
		this.open = false;
	}

}
