package io.realtimeclock.benchmark.load.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import org.jspecify.annotations.Nullable;

/**
 * The client's end of a connection. Between two reads nothing is kept of what was
 * received but a partial frame.
 */
public final class Connection {

	private final FrameHandler frames = this::frame;

	private final SocketChannel channel;

	private final FrameWriter writer;

	private final Listener listener;

	private boolean open;

	private int ending;

	private byte @Nullable [] rest;

	/** Use a channel that will be connected. */
	public Connection(SocketChannel channel, Listener listener) {
		this.channel = channel;
		this.writer = new FrameWriter(channel);
		this.listener = listener;
	}

	/** Ask for the upgrade, with further header lines that have their line ends. */
	public void shakeHands(int port, String path, String headers) throws IOException {
		this.writer.write(Handshake.request(port, path, headers));
	}

	/** Tell whether the server has agreed to the upgrade. */
	public boolean isOpen() {
		return this.open;
	}

	/** Return the close code or the status of a refusal, 0 if there is none. */
	public int ending() {
		return this.ending;
	}

	/**
	 * Read once into the event loop's own buffer.
	 * @return {@code false} if the connection has ended
	 */
	public boolean read(ByteBuffer buffer) throws IOException {
		buffer.clear();
		if (this.rest != null) {
			buffer.put(this.rest);
		}
		int kept = buffer.position();
		if (this.channel.read(buffer) < 0) {
			return false;
		}
		this.listener.received(buffer.position() - kept);
		buffer.flip();
		if (this.open || isAccepted(buffer)) {
			FrameParser.parse(buffer, this.frames);
		}
		this.rest = null;
		if (buffer.hasRemaining()) {
			this.rest = new byte[buffer.remaining()];
			buffer.get(this.rest);
		}
		return this.ending == 0;
	}

	private boolean isAccepted(ByteBuffer buffer) throws ProtocolException {
		int status = Handshake.status(buffer);
		if (status == Handshake.SWITCHING_PROTOCOLS) {
			this.open = true;
			this.listener.opened();
		}
		else {
			this.ending = status;
		}
		return this.open;
	}

	private void frame(int opcode, ByteBuffer payload) throws IOException {
		switch (opcode) {
			case Opcode.PING -> this.writer.frame(Opcode.PONG, payload);
			case Opcode.CLOSE -> this.ending = CloseCode.of(payload);
			default -> this.listener.message(opcode, payload);
		}
	}

	/** Send a message. */
	public void send(int opcode, ByteBuffer payload) throws IOException {
		this.writer.frame(opcode, payload);
	}

	/** Say good-bye; the server ends the connection then. */
	public void close() throws IOException {
		this.writer.frame(Opcode.CLOSE, CloseCode.normal());
	}

}
