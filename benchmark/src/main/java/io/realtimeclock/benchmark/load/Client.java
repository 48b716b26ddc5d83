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

	private final SocketChannel channel;

	private final Opening opening;

	private final long begun = WallClock.micros();

	private boolean open;

	private byte @Nullable [] rest;

	private long last;

	private long woken;

	private boolean leaving;

	private int closeCode;

	Client(SocketChannel channel, Opening opening) {
		this.channel = channel;
		this.opening = opening;
	}

	SocketChannel channel() {
		return this.channel;
	}

	long last() {
		return this.last;
	}

	/**
	 * Send the handshake, which a new socket takes whole.
	 */
	void connected(SelectionKey key) throws IOException {
		key.interestOps(SelectionKey.OP_READ);
		write(Handshake.request(this.opening.target(), this.opening.headers()));
	}

	/**
	 * Read once.
	 * @param buffer the event loop's own
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
		if (!this.open && !isAccepted(buffer)) {
			keep(buffer);
			return this.closeCode == 0;
		}
		FrameParser.parse(buffer, this);
		keep(buffer);
		return this.closeCode == 0;
	}

	private boolean isAccepted(ByteBuffer buffer) throws IOException {
		int status = Handshake.status(buffer);
		if (status == 101) {
			this.open = true;
			tally().opened++;
			this.opening.group().add(this);
		}
		else if (status != 0) {
			this.closeCode = status;
		}
		return this.open;
	}

	private void keep(ByteBuffer buffer) {
		this.rest = buffer.hasRemaining() ? new byte[buffer.remaining()] : null;
		if (this.rest != null) {
			buffer.get(this.rest);
		}
	}

	@Override
	public void frame(int opcode, ByteBuffer payload) throws ProtocolException {
		switch (opcode) {
			case Opcode.PING -> write(ClientFrame.of(Opcode.PONG, copy(payload)));
			case Opcode.CLOSE ->
				this.closeCode = (payload.remaining() >= 2) ? payload.getShort(payload.position()) & 0xFFFF : 1005;
			default -> text(opcode, payload);
		}
	}

	private void text(int opcode, ByteBuffer payload) throws ProtocolException {
		long sequence = TickText.sequence(payload);
		if (TickText.isStale(payload)) {
			tally().stale++;
		}
		else if (sequence != TickText.NO_SEQUENCE) {
			tick(sequence, WallClock.micros());
		}
		else {
			byte[] answer = this.opening.target().dialect().answer(copy(payload));
			if (answer != null) {
				write(ClientFrame.of(opcode, answer));
			}
		}
	}

	private void tick(long sequence, long now) {
		Tally tally = tally();
		long age = now - WallClock.slot(sequence);
		tally.tick(Verdict.of(this.last, sequence), sequence - this.last - 1, age);
		if (this.last == 0) {
			tally.untilTick.record(now - this.begun);
			tally.lastTickMicros = now;
		}
		if (this.woken != 0 && age <= Tally.OLD_MICROS) {
			tally.untilNewest.record(now - this.woken);
			this.woken = 0;
		}
		this.last = Math.max(this.last, sequence);
	}

	/**
	 * Stop reading, so that what the server sends fills all buffers.
	 */
	void stall(SelectionKey key) {
		key.interestOps(0);
	}

	void wake(SelectionKey key) {
		this.woken = WallClock.micros();
		key.interestOps(SelectionKey.OP_READ);
	}

	/**
	 * Say good-bye; the server ends the connection then.
	 */
	void leave() throws ProtocolException {
		if (!this.leaving) {
			this.leaving = true;
			write(ClientFrame.of(Opcode.CLOSE, new byte[] { 0x03, (byte) 0xE8 }));
		}
	}

	/**
	 * Note the end.
	 */
	void ended() {
		Tally tally = tally();
		if (!this.open) {
			tally.refusals.merge(this.closeCode, 1, Integer::sum);
		}
		else if (this.leaving) {
			tally.left++;
		}
		else {
			tally.closes.merge((this.closeCode != 0) ? this.closeCode : 1006, 1, Integer::sum);
		}
		this.opening.group().remove(this);
	}

	private Tally tally() {
		return this.opening.group().tally();
	}

	private static byte[] copy(ByteBuffer payload) {
		byte[] bytes = new byte[payload.remaining()];
		payload.duplicate().get(bytes);
		return bytes;
	}

	private void write(ByteBuffer bytes) throws ProtocolException {
		try {
			this.channel.write(bytes);
		}
		catch (IOException ex) {
			throw new ProtocolException("A write fails: " + ex.getMessage());
		}
		if (bytes.hasRemaining()) {
			throw new ProtocolException("The server takes nothing");
		}
	}

}
