package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

import io.realtimeclock.gateway.rfc6455.CloseCode;
import io.realtimeclock.gateway.rfc6455.FrameDecoder;
import io.realtimeclock.gateway.rfc6455.FrameDecoder.ClientFrame;
import io.realtimeclock.gateway.rfc6455.FrameDecoder.InvalidFrameException;
import io.realtimeclock.gateway.rfc6455.FrameEncoder;
import io.realtimeclock.gateway.rfc6455.FrameEncoder.Opcode;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket of one client (RFC 6455). The socket nearly always accepts a frame whole;
 * the rest is pending until the socket accepts more. It is the client's superclass, so
 * that a broadcast, which visits each client, reads one object per client.
 */
abstract class Connection {

	private final Transport transport;

	/** The socket, if frames are written to it as they are. */
	private final @Nullable SocketChannel channel;

	private final FrameDecoder decoder;

	private @Nullable ByteBuffer received;

	private @Nullable PendingWrites pending;

	private boolean ignoresInput;

	private boolean disconnectsOnceWritten;

	/**
	 * Create a connection.
	 * @param received what the client has sent already
	 */
	Connection(Transport transport, ByteBuffer received, FrameDecoder decoder) {
		this.transport = transport;
		this.channel = transport.plain();
		this.received = received;
		this.decoder = decoder;
	}

	/** Take a text that the client sent. */
	abstract void received(ByteBuffer text);

	/** Note that the client sent a frame, which shows that it is alive. */
	abstract void heard();

	/** Note until when the client took bytes that a ping had to wait for. */
	abstract void pingDelayed(long until);

	/** Send a close frame; the client has two seconds to answer. */
	abstract void close(CloseCode code, String reason);

	/** Note that the client closes, and return whether it was first. */
	abstract boolean beginClosing();

	abstract boolean isClosing();

	/** Close the connection without a close frame. */
	void disconnect() {
		this.transport.close();
	}

	/**
	 * Begin to read what the client sends.
	 * @param key what a ready socket is found by
	 * @param ready has the client made ready on the event loop; any thread may call it
	 */
	void open(Selector selector, Client key, Runnable ready) throws IOException {
		this.transport.register(selector, key, ready);
		if (this.received != null) {
			receive(this.received);
			this.received = null;
		}
	}

	/**
	 * Write a frame; while that is not possible, keep the newest one.
	 * @return whether it replaced one that is then never written
	 */
	final boolean write(Frame.View view, boolean withPing) throws IOException {
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
		this.pending = new PendingWrites(rest, System.nanoTime());
		this.transport.awaitWritable(true);
	}

	void writePing() throws IOException {
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
	void writeClose(ByteBuffer frame) throws IOException {
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
		boolean written;
		if (this.channel != null) {
			this.channel.write(bytes);
			written = !bytes.hasRemaining();
		}
		else {
			written = this.transport.write(bytes);
		}
		if (!written) {
			block(bytes);
		}
	}

	private void writePending() throws IOException {
		PendingWrites writes = this.pending;
		if (writes != null) {
			boolean delaysPing = writes.hasPing();
			if (writes.writeTo(this.transport, System.nanoTime())) {
				this.pending = null;
				this.transport.awaitWritable(false);
			}
			if (delaysPing) {
				pingDelayed(writes.since());
			}
		}
	}

	/** Continue to write, and read once. */
	void writeAndRead(ByteBuffer buffer) throws IOException {
		if (this.transport.isWritable()) {
			writePending();
			disconnectIfDone();
		}
		int count = this.transport.isOpen() ? this.transport.read(buffer.clear()) : 0;
		if (count < 0) {
			disconnect();
		}
		else if (count > 0) {
			receive(buffer.flip());
		}
	}

	/** After an invalid frame nothing more is read. */
	private void receive(ByteBuffer input) throws IOException {
		try {
			ClientFrame frame = this.ignoresInput ? null : this.decoder.decode(input);
			while (frame != null) {
				answer(frame);
				frame = this.decoder.decode(input);
			}
		}
		catch (InvalidFrameException ex) {
			this.ignoresInput = true;
			close(ex.code(), ex.reason());
		}
	}

	private void answer(ClientFrame frame) throws IOException, InvalidFrameException {
		heard();
		if (frame.opcode() == Opcode.PING && !isClosing()) {
			pong(FrameEncoder.control(Opcode.PONG, frame.payload()));
		}
		else if (frame.opcode() == Opcode.CLOSE) {
			answerClose(frame.closeStatus());
		}
		else if (frame.opcode() == Opcode.TEXT && !isClosing()) {
			received(frame.payload());
		}
	}

	private void answerClose(ByteBuffer status) throws IOException {
		this.disconnectsOnceWritten = true;
		if (beginClosing()) {
			writeClose(FrameEncoder.control(Opcode.CLOSE, status));
			disconnectIfDone();
		}
		else {
			// It answers our close frame, which is written
			disconnect();
		}
	}

	private void disconnectIfDone() {
		if (this.disconnectsOnceWritten && this.pending == null) {
			disconnect();
		}
	}

	/** Tell whether it has not been possible to write for longer than a time. */
	boolean isStalled(long nanos, long now) {
		return this.pending != null && this.pending.isOlderThan(nanos, now);
	}

	/**
	 * Tell whether it is known to be closed. A plain socket is not asked as long as it is
	 * to stay open: its next write fails if it is closed.
	 */
	boolean isKnownClosed() {
		return (this.channel == null || isClosing()) && !this.transport.isOpen();
	}

}
