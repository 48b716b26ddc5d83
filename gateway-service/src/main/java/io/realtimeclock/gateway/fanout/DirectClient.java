package io.realtimeclock.gateway.fanout;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

import io.realtimeclock.gateway.fanout.frame.CloseCode;
import io.realtimeclock.gateway.fanout.frame.ControlFrame;
import io.realtimeclock.gateway.fanout.frame.FrameReader;
import io.realtimeclock.gateway.fanout.frame.Opcode;
import io.realtimeclock.gateway.fanout.frame.ServerFrame;
import io.realtimeclock.gateway.fanout.frame.ViolationException;
import org.jspecify.annotations.Nullable;

/**
 * A client whose socket the event loop reads and writes itself (RFC 6455, sections 5.5
 * and 7).
 */
final class DirectClient extends Client {

	private final SocketChannel channel;

	private final Closeable connection;

	private final FrameWriter writer;

	private final FrameReader frames = new FrameReader();

	private @Nullable ByteBuffer readAhead;

	private boolean deaf;

	private boolean disconnectOnceWritten;

	/**
	 * Create a client.
	 * @param channel its socket, in non-blocking mode
	 * @param connection closes the socket and whatever else was opened for it
	 * @param readAhead what the client has sent already
	 */
	DirectClient(SocketChannel channel, Closeable connection, ByteBuffer readAhead, FanOutMeters meters,
			Runnable onGone) {
		super(meters, onGone);
		this.channel = channel;
		this.connection = connection;
		this.readAhead = readAhead;
		this.writer = new FrameWriter(channel);
	}

	@Override
	void register(Selector selector) throws IOException {
		this.writer.register(selector, this);
		if (this.readAhead != null) {
			read(this.readAhead);
			this.readAhead = null;
		}
	}

	@Override
	void write(Sweep sweep, boolean withPing) {
		try {
			if (this.writer.tick(sweep, withPing)) {
				meters().conflated();
			}
		}
		catch (IOException ex) {
			disconnect();
		}
	}

	@Override
	void ping() {
		attempt(this.writer::ping);
	}

	@Override
	void sayGoodbye(CloseCode code, String reason) {
		attempt(() -> this.writer.close(code.frame(reason)));
	}

	/**
	 * Write on, now that the socket takes more.
	 */
	void writable() {
		attempt(this.writer::writeOn);
		disconnectIfDone();
	}

	/**
	 * Read once, however much more there is: a client that floods us waits for its next
	 * turn like everybody else.
	 * @param buffer any buffer
	 */
	void readable(ByteBuffer buffer) {
		try {
			if (this.channel.read(buffer.clear()) < 0) {
				disconnect();
			}
			else {
				read(buffer.flip());
			}
		}
		catch (IOException ex) {
			disconnect();
		}
	}

	/**
	 * Take what the client sent. After a violation nothing more is taken from it.
	 */
	private void read(ByteBuffer input) {
		try {
			ControlFrame frame = this.deaf ? null : this.frames.read(input);
			while (frame != null) {
				handle(frame);
				frame = this.frames.read(input);
			}
		}
		catch (ViolationException ex) {
			this.deaf = true;
			close(ex.code(), String.valueOf(ex.getMessage()));
		}
	}

	private void handle(ControlFrame frame) throws ViolationException {
		switch (frame.opcode()) {
			case PING -> answerPing(frame.payload());
			case PONG -> answeredPing();
			default -> answerClose(frame);
		}
	}

	private void answerPing(ByteBuffer payload) {
		if (!isClosing()) {
			attempt(() -> this.writer.control(ServerFrame.control(Opcode.PONG, payload)));
		}
	}

	private void answerClose(ControlFrame frame) throws ViolationException {
		ByteBuffer answer = ServerFrame.control(Opcode.CLOSE, frame.closeStatus());
		this.disconnectOnceWritten = true;
		// Else it answers ours, which is written
		if (beginToClose()) {
			attempt(() -> this.writer.close(answer));
			disconnectIfDone();
		}
		else {
			disconnect();
		}
	}

	private void disconnectIfDone() {
		if (this.disconnectOnceWritten && this.writer.isAllWritten()) {
			disconnect();
		}
	}

	private void attempt(Attempt attempt) {
		try {
			attempt.make();
		}
		catch (IOException ex) {
			disconnect();
		}
	}

	@Override
	void disconnect() {
		beginToClose();
		try {
			this.connection.close();
		}
		catch (IOException ex) {
			// It is gone all the same
		}
	}

	@Override
	boolean isConnected() {
		return this.channel.isOpen();
	}

	@Override
	boolean isStalled(long nanos, long now) {
		return this.writer.isStalled(nanos, now);
	}

	/**
	 * As long as it took to give it up. When it wakes it answers pings that came before
	 * the good-bye: on a closed socket that would cost it the good-bye.
	 */
	@Override
	long goodbyeOfDismissedNanos(LifeLimits limits) {
		return limits.stallNanos();
	}

}
