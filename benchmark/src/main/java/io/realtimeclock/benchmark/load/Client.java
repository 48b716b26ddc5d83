package io.realtimeclock.benchmark.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

import org.jspecify.annotations.Nullable;

/**
 * One connection. Between two reads nothing is kept of what was received but a partial
 * frame.
 */
final class Client implements FrameParser.Handler {

	private static final byte[] GOOD_BYE = { 0x03, (byte) 0xE8 };

	private final TickCheck check = new TickCheck();

	private final SocketChannel channel;

	private final Opening opening;

	private boolean open;

	private boolean leaving;

	private int ending;

	private byte @Nullable [] rest;

	Client(SocketChannel channel, Opening opening) {
		this.channel = channel;
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
		Outgoing.write(this.channel, Handshake.request(this.opening.target(), this.opening.headers()));
	}

	/**
	 * Read once into the event loop's own buffer.
	 * @return {@code false} if the connection has ended
	 */
	boolean read(ByteBuffer buffer) throws IOException {
		buffer.clear();
		if (this.rest != null) {
			buffer.put(this.rest);
		}
		int kept = buffer.position();
		if (this.channel.read(buffer) < 0) {
			return false;
		}
		tally().bytes += buffer.position() - kept;
		buffer.flip();
		if (this.open || isAccepted(buffer)) {
			FrameParser.parse(buffer, this);
		}
		this.rest = buffer.hasRemaining() ? Outgoing.copy(buffer) : null;
		return this.ending == 0;
	}

	private boolean isAccepted(ByteBuffer buffer) throws IOException {
		int status = Handshake.status(buffer);
		if (status == 101) {
			this.open = true;
			this.opening.group().add(this);
		}
		else {
			this.ending = status;
		}
		return this.open;
	}

	@Override
	public void frame(int opcode, ByteBuffer payload) throws ProtocolException {
		switch (opcode) {
			case Opcode.PING -> send(Opcode.PONG, Outgoing.copy(payload));
			case Opcode.CLOSE ->
				this.ending = (payload.remaining() >= 2) ? payload.getShort(payload.position()) & 0xFFFF : 1005;
			default -> text(opcode, payload);
		}
	}

	private void text(int opcode, ByteBuffer payload) throws ProtocolException {
		long sequence = TickText.sequence(payload);
		if (TickText.isStale(payload)) {
			tally().stale++;
		}
		else if (sequence != TickText.NO_SEQUENCE) {
			this.check.tick(sequence, tally());
		}
		else {
			byte[] answer = this.opening.target().dialect().answer(Outgoing.copy(payload));
			if (answer != null) {
				send(opcode, answer);
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

	/** Say good-bye; the server ends the connection then. */
	void leave() {
		try {
			this.leaving = true;
			// Its ticks count no longer
			this.opening.group().remove(this);
			send(Opcode.CLOSE, GOOD_BYE);
		}
		catch (ProtocolException ex) {
			// It has gone already, which the next read tells
			this.leaving = false;
		}
	}

	void ended() {
		if (!this.open) {
			tally().refusals.merge(this.ending, 1, Integer::sum);
		}
		else if (!this.leaving) {
			tally().closes.merge((this.ending != 0) ? this.ending : 1006, 1, Integer::sum);
		}
		this.opening.group().remove(this);
	}

	private Tally tally() {
		return this.opening.group().tally();
	}

	private void send(int opcode, byte[] payload) throws ProtocolException {
		Outgoing.write(this.channel, ClientFrame.of(opcode, payload));
	}

}
