package io.realtimeclock.gateway.fanout;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

import io.realtimeclock.gateway.fanout.ClientFrames.ClientFrame;
import org.jspecify.annotations.Nullable;

/**
 * A client whose socket the event loop reads and writes itself. What is not the quiet
 * case, a write that the socket takes whole, costs more and is rare (RFC 6455, sections
 * 5.5 and 7).
 */
final class DirectClient extends Client {

	private static final ByteBuffer PING = ServerFrame.control(Opcode.PING, ByteBuffer.allocate(0));

	private final SocketChannel channel;

	private final Closeable connection;

	private final ClientFrames frames = new ClientFrames();

	private @Nullable ByteBuffer readAhead;

	private @Nullable SelectionKey key;

	private @Nullable Outbox outbox;

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
		this.readAhead = readAhead;
		this.channel = channel;
		this.connection = connection;
	}

	@Override
	void register(Selector selector) throws IOException {
		this.key = this.channel.register(selector, SelectionKey.OP_READ, this);
		if (this.readAhead != null) {
			read(this.readAhead);
			this.readAhead = null;
		}
	}

	@Override
	void write(Sweep sweep, boolean withPing) {
		if (this.outbox == null) {
			ByteBuffer bytes = withPing ? sweep.bytesAfterPing() : sweep.bytes();
			write(bytes.position(0));
			return;
		}
		if (withPing) {
			this.outbox.keepControl(PING.duplicate());
		}
		if (this.outbox.keep(sweep.frame())) {
			meters().conflated();
		}
	}

	@Override
	void ping() {
		control(PING.duplicate());
	}

	@Override
	void sayGoodbye(CloseCode code, String reason) {
		close(code.frame(reason));
	}

	/**
	 * Write on, now that the socket takes more.
	 */
	void writable() {
		try {
			if (this.outbox != null && this.outbox.writeTo(this.channel)) {
				this.outbox = null;
				interest(SelectionKey.OP_READ);
				written();
			}
		}
		catch (IOException ex) {
			disconnect();
		}
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
	 * @param input any part of its frames
	 */
	void read(ByteBuffer input) {
		try {
			ClientFrame frame = this.deaf ? null : this.frames.read(input);
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

	private void handle(ClientFrame frame) throws ViolationException {
		switch (frame.opcode()) {
			case PING -> control(ServerFrame.control(Opcode.PONG, frame.payload()));
			case PONG -> answeredPing();
			default -> answerClose(frame.payload());
		}
	}

	private void answerClose(ByteBuffer payload) throws ViolationException {
		ByteBuffer answer = ServerFrame.control(Opcode.CLOSE, ClientFrames.closeStatus(payload));
		if (beginToClose()) {
			this.disconnectOnceWritten = true;
			close(answer);
		}
		else {
			// It answers ours
			disconnect();
		}
	}

	private void control(ByteBuffer frame) {
		if (isClosing()) {
			return;
		}
		if (this.outbox != null) {
			this.outbox.keepControl(frame);
		}
		else {
			write(frame);
		}
	}

	private void close(ByteBuffer frame) {
		if (this.outbox != null) {
			this.outbox.keepClose(frame);
		}
		else {
			write(frame);
			written();
		}
	}

	private void written() {
		if (this.disconnectOnceWritten && this.outbox == null) {
			disconnect();
		}
	}

	private void write(ByteBuffer bytes) {
		try {
			this.channel.write(bytes);
			if (bytes.hasRemaining()) {
				this.outbox = new Outbox(bytes);
				interest(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
			}
		}
		catch (IOException ex) {
			disconnect();
		}
	}

	private void interest(int operations) {
		if (this.key != null && this.key.isValid()) {
			this.key.interestOps(operations);
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
		return this.outbox != null && this.outbox.isOlderThan(nanos, now);
	}

}
