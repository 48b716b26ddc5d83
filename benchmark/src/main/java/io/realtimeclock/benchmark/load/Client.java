package io.realtimeclock.benchmark.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

import io.realtimeclock.benchmark.load.wire.Connection;

/** A client that checks and counts the ticks it receives. */
final class Client implements Connection.Listener {

	private final TickCheck check;

	private final SocketChannel channel;

	private final Connection connection;

	private final Load.ConnectRequest request;

	private boolean leaving;

	Client(SocketChannel channel, Load.ConnectRequest request) {
		this.channel = channel;
		this.connection = new Connection(channel, this);
		this.request = request;
		int keys = request.target().keys();
		this.check = (keys > 0) ? new ValueCheck(keys) : new TickCheck();
	}

	SocketChannel channel() {
		return this.channel;
	}

	long lastSequence() {
		return this.check.lastSequence();
	}

	boolean isLagging(long newest) {
		return this.check.isLagging(newest);
	}

	boolean isComplete() {
		return this.check.isComplete();
	}

	void connected(SelectionKey key) throws IOException {
		key.interestOps(SelectionKey.OP_READ);
		Target target = this.request.target();
		this.connection.sendHandshake(target.port(), target.path(), this.request.headers());
	}

	/** Handle a selected key with the event loop's buffer. */
	void ready(SelectionKey key, ByteBuffer buffer) {
		try {
			if (key.isConnectable() && this.channel.finishConnect()) {
				connected(key);
			}
			else if (key.isReadable() && !this.connection.read(buffer)) {
				end();
			}
		}
		catch (IOException ex) {
			end();
		}
	}

	@Override
	public void received(int bytes) {
		counters().bytes(bytes);
	}

	@Override
	public void opened() {
		this.request.group().add(this);
	}

	@Override
	public void message(int opcode, ByteBuffer payload) throws IOException {
		if (!this.check.accept(payload, counters())) {
			String reply = this.request.target().reply(payload);
			if (reply != null) {
				this.connection.send(opcode, StandardCharsets.UTF_8.encode(reply));
			}
		}
	}

	/** Stop reading, so that all buffers between server and client fill up. */
	void stall(SelectionKey key) {
		key.interestOps(0);
	}

	/** Read again after a stall. */
	void resume(SelectionKey key) {
		this.check.resume();
		key.interestOps(SelectionKey.OP_READ);
	}

	void leave() {
		try {
			this.leaving = true;
			// Ticks received from now on are not counted
			this.request.group().remove(this);
			this.connection.close();
		}
		catch (IOException ex) {
			// The server has closed the connection, which the next read detects
			this.leaving = false;
		}
	}

	void end() {
		if (!this.connection.isOpen()) {
			counters().refused(this.connection.endStatus());
		}
		else if (!this.leaving) {
			counters().closed(this.connection.endStatus());
		}
		this.request.group().remove(this);
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			// The connection has ended anyway
		}
	}

	private Counters counters() {
		return this.request.group().counters();
	}

}
