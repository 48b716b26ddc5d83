package io.realtimeclock.benchmark.load.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import org.jspecify.annotations.Nullable;

/**
 * The client side of a WebSocket connection. Between two reads only an incomplete frame
 * is kept.
 */
public final class Connection {

	/** A fixed masking key (RFC 6455, section 5.3). */
	private static final byte[] MASK = { 0x37, (byte) 0xFA, 0x21, 0x3D };

	private static final int MAX_SHORT_LENGTH = 125;

	private static final int LENGTH_IN_TWO_BYTES = 126;

	/** The longest is a list of subscriptions. */
	private static final int MAX_SENT_LENGTH = 4096;

	private static final short NORMAL_CLOSURE = 1000;

	private static final int NO_CLOSE_CODE = 1005;

	private final FrameParser.FrameHandler frames = this::frame;

	private final SocketChannel channel;

	private final Listener listener;

	private boolean open;

	private int endStatus;

	private byte @Nullable [] incomplete;

	/** Use a channel that is not connected yet. */
	public Connection(SocketChannel channel, Listener listener) {
		this.channel = channel;
		this.listener = listener;
	}

	/** Send the handshake with additional header lines, each with its line end. */
	public void sendHandshake(int port, String path, String headers) throws IOException {
		write(Handshake.request(port, path, headers));
	}

	/** Return whether the server has accepted the handshake. */
	public boolean isOpen() {
		return this.open;
	}

	/** Return the close code or the HTTP status of a refusal, 0 if there is none. */
	public int endStatus() {
		return this.endStatus;
	}

	/**
	 * Read once into the event loop's buffer.
	 * @return {@code false} if the connection has ended
	 */
	public boolean read(ByteBuffer buffer) throws IOException {
		buffer.clear();
		if (this.incomplete != null) {
			buffer.put(this.incomplete);
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
		this.incomplete = null;
		if (buffer.hasRemaining()) {
			this.incomplete = new byte[buffer.remaining()];
			buffer.get(this.incomplete);
		}
		return this.endStatus == 0;
	}

	private boolean isAccepted(ByteBuffer buffer) throws ProtocolException {
		int status = Handshake.status(buffer);
		if (status == Handshake.SWITCHING_PROTOCOLS) {
			this.open = true;
			this.listener.opened();
		}
		else {
			this.endStatus = status;
		}
		return this.open;
	}

	private void frame(int opcode, ByteBuffer payload) throws IOException {
		switch (opcode) {
			case Opcode.PING -> send(Opcode.PONG, payload);
			case Opcode.CLOSE -> this.endStatus = closeCode(payload);
			default -> this.listener.message(opcode, payload);
		}
	}

	private static int closeCode(ByteBuffer payload) {
		return (payload.remaining() >= Short.BYTES) ? payload.getShort(payload.position()) & 0xFFFF : NO_CLOSE_CODE;
	}

	public void send(int opcode, ByteBuffer payload) throws IOException {
		write(maskedFrame(opcode, payload));
	}

	/** Send a close frame, after which the server closes the connection. */
	public void close() throws IOException {
		send(Opcode.CLOSE, ByteBuffer.allocate(Short.BYTES).putShort(NORMAL_CLOSURE).flip());
	}

	static ByteBuffer maskedFrame(int opcode, ByteBuffer payload) {
		int length = payload.remaining();
		if (length > MAX_SENT_LENGTH) {
			throw new IllegalArgumentException("A client's payload is too long: " + length);
		}
		boolean isShort = length <= MAX_SHORT_LENGTH;
		ByteBuffer frame = ByteBuffer.allocate(2 + Short.BYTES + MASK.length + length);
		frame.put((byte) (0x80 | opcode)).put((byte) (0x80 | (isShort ? length : LENGTH_IN_TWO_BYTES)));
		if (!isShort) {
			frame.putShort((short) length);
		}
		frame.put(MASK);
		for (int i = 0; i < length; i++) {
			frame.put((byte) (payload.get(payload.position() + i) ^ MASK[i % MASK.length]));
		}
		return frame.flip();
	}

	/** Write a few bytes, for which the socket's buffer has room. */
	private void write(ByteBuffer bytes) throws IOException {
		this.channel.write(bytes);
		if (bytes.hasRemaining()) {
			throw new ProtocolException("The server does not read");
		}
	}

	/** Receives the events of a connection. */
	public interface Listener {

		/** Called after each read with its number of bytes. */
		void received(int bytes);

		/** Called when the server has accepted the handshake. */
		void opened();

		/** Called with a text or binary message between position and limit. */
		void message(int opcode, ByteBuffer payload) throws IOException;

	}

}
