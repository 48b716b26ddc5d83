package io.realtimeclock.benchmark.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

import io.realtimeclock.benchmark.load.tally.Tally;
import io.realtimeclock.benchmark.load.tally.TickCheck;
import io.realtimeclock.benchmark.load.wire.Connection;
import io.realtimeclock.benchmark.load.wire.Listener;

/** One client, whose ticks are checked and counted. */
final class Client implements Listener {

	private final TickCheck check = new TickCheck();

	private final SocketChannel channel;

	private final Connection connection;

	private final Opening opening;

	private boolean leaving;

	Client(SocketChannel channel, Opening opening) {
		this.channel = channel;
		this.connection = new Connection(channel, this);
		this.opening = opening;
	}

	SocketChannel channel() {
		return this.channel;
	}

	long last() {
		return this.check.last();
	}

	void connected(SelectionKey key) throws IOException {
		key.interestOps(SelectionKey.OP_READ);
		Target target = this.opening.target();
		this.connection.shakeHands(target.port(), target.path(), this.opening.headers());
	}

	/** Do what the channel is ready for, with the event loop's own buffer. */
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
		tally().bytes(bytes);
	}

	@Override
	public void opened() {
		this.opening.group().add(this);
	}

	@Override
	public void message(int opcode, ByteBuffer payload) throws IOException {
		if (!this.check.take(payload, tally())) {
			String answer = this.opening.target().dialect().answer(payload);
			if (answer != null) {
				this.connection.send(opcode, StandardCharsets.UTF_8.encode(answer));
			}
		}
	}

	/** Stop reading, so that what the server sends fills all buffers. */
	void stall(SelectionKey key) {
		key.interestOps(0);
	}

	void wake(SelectionKey key) {
		this.check.wake();
		key.interestOps(SelectionKey.OP_READ);
	}

	void leave() {
		try {
			this.leaving = true;
			// Its ticks count no longer
			this.opening.group().remove(this);
			this.connection.close();
		}
		catch (IOException ex) {
			// It has gone already, which the next read tells
			this.leaving = false;
		}
	}

	void end() {
		if (!this.connection.isOpen()) {
			tally().refused(this.connection.ending());
		}
		else if (!this.leaving) {
			tally().closed(this.connection.ending());
		}
		this.opening.group().remove(this);
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			// It has ended all the same
		}
	}

	private Tally tally() {
		return this.opening.group().tally();
	}

}
