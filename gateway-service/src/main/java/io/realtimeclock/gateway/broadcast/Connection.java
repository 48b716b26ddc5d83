package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;

import io.realtimeclock.gateway.rfc6455.ClientFrame;
import io.realtimeclock.gateway.rfc6455.FrameDecoder;
import io.realtimeclock.gateway.rfc6455.FrameEncoder;
import io.realtimeclock.gateway.rfc6455.InvalidFrameException;
import io.realtimeclock.gateway.rfc6455.Opcode;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket of one client (RFC 6455). The socket nearly always accepts a frame whole;
 * the rest is pending until the socket accepts more.
 */
final class Connection {

	private final Transport transport;

	private final FrameDecoder decoder;

	private @Nullable ByteBuffer received;

	private @Nullable PendingWrites pending;

	private boolean ignoresInput;

	private boolean disconnectsOnceWritten;

	/**
	 * Create a connection.
	 * @param received what the client has sent already
	 */
	Connection(Transport transport, ByteBuffer received) {
		this(transport, received, new FrameDecoder());
	}

	Connection(Transport transport, ByteBuffer received, FrameDecoder decoder) {
		this.transport = transport;
		this.received = received;
		this.decoder = decoder;
	}

	void register(Selector selector, Client client, Runnable ready) throws IOException {
		this.transport.register(selector, client, ready);
		if (this.received != null) {
			receive(this.received, client);
			this.received = null;
		}
	}

	/**
	 * Write a frame; while that is not possible, keep the newest one.
	 * @return whether it replaced one that is then never written
	 */
	boolean write(Frame.View view, boolean withPing) throws IOException {
		if (this.pending == null) {
			ByteBuffer bytes = withPing ? view.bytesAfterPing() : view.bytes();
			write(bytes.position(0));
			return false;
		}
		if (withPing) {
			this.pending.keepPing(FrameEncoder.ping());
		}
		return this.pending.keep(view.frame());
	}

	/** Tell whether something is pending, so that nothing else can be written. */
	boolean isBlocked() {
		return this.pending != null;
	}

	/** Write frames of a shared buffer, and return how many bytes were written. */
	int writeShared(ByteBuffer bytes) throws IOException {
		return this.transport.writeShared(bytes);
	}

	/** Wait until more can be written: first the rest of a frame that was begun. */
	void block(ByteBuffer rest) throws IOException {
		this.pending = new PendingWrites(rest);
		this.transport.awaitWritable(true);
	}

	void ping() throws IOException {
		if (this.pending == null) {
			write(FrameEncoder.ping());
		}
		else {
			this.pending.keepPing(FrameEncoder.ping());
		}
	}

	private void pong(ByteBuffer frame) throws IOException {
		if (this.pending == null) {
			write(frame);
		}
		else {
			this.pending.keepPong(frame);
		}
	}

	/** Write the last frame. For a stalled client the kernel gets room for it. */
	void close(ByteBuffer frame) throws IOException {
		if (this.pending == null) {
			write(frame);
		}
		else {
			this.pending.keepClose(frame);
		}
		if (this.pending != null) {
			this.transport.makeRoom();
			writePending();
		}
	}

	private void write(ByteBuffer bytes) throws IOException {
		if (!this.transport.write(bytes)) {
			this.pending = new PendingWrites(bytes);
			this.transport.awaitWritable(true);
		}
	}

	private void writePending() throws IOException {
		if (this.pending != null && this.pending.writeTo(this.transport)) {
			this.pending = null;
			this.transport.awaitWritable(false);
		}
	}

	/** Continue to write, and read once. */
	void ready(ByteBuffer buffer, Client client) throws IOException {
		if (this.transport.isWritable()) {
			writePending();
			disconnectIfDone(client);
		}
		int count = this.transport.isOpen() ? this.transport.read(buffer.clear()) : 0;
		if (count < 0) {
			client.disconnect();
		}
		else if (count > 0) {
			receive(buffer.flip(), client);
		}
	}

	/** After an invalid frame nothing more is read. */
	private void receive(ByteBuffer input, Client client) throws IOException {
		try {
			ClientFrame frame = this.ignoresInput ? null : this.decoder.decode(input);
			while (frame != null) {
				answer(frame, client);
				frame = this.decoder.decode(input);
			}
		}
		catch (InvalidFrameException ex) {
			this.ignoresInput = true;
			client.close(ex.code(), ex.reason());
		}
	}

	private void answer(ClientFrame frame, Client client) throws IOException, InvalidFrameException {
		client.heard();
		if (frame.opcode() == Opcode.PING && !client.isClosing()) {
			pong(FrameEncoder.control(Opcode.PONG, frame.payload()));
		}
		else if (frame.opcode() == Opcode.CLOSE) {
			answerClose(frame.closeStatus(), client);
		}
		else if (frame.opcode() == Opcode.TEXT && !client.isClosing()) {
			client.received(frame.payload());
		}
	}

	private void answerClose(ByteBuffer status, Client client) throws IOException {
		this.disconnectsOnceWritten = true;
		if (client.beginClosing()) {
			close(FrameEncoder.control(Opcode.CLOSE, status));
			disconnectIfDone(client);
		}
		else {
			// It answers our close frame, which is written
			client.disconnect();
		}
	}

	private void disconnectIfDone(Client client) {
		if (this.disconnectsOnceWritten && this.pending == null) {
			client.disconnect();
		}
	}

	/** Tell whether it has not been possible to write for longer than a time. */
	boolean isStalled(long nanos, long now) {
		return this.pending != null && this.pending.isOlderThan(nanos, now);
	}

	boolean isOpen() {
		return this.transport.isOpen();
	}

	/** Close it without a close frame. */
	void disconnect() {
		this.transport.close();
	}

}
