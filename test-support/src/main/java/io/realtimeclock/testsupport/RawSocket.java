package io.realtimeclock.testsupport;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A connection on which anything can be sent, and which reads frames exactly as they come
 * (RFC 6455): no library lets one do that.
 */
public final class RawSocket implements AutoCloseable {

	private static final byte[] MASK = { 0x37, (byte) 0xFA, 0x21, 0x3D };

	private final Socket socket;

	private final DataInputStream input;

	public RawSocket(int port) throws IOException {
		this(port, 0);
	}

	/**
	 * Connect.
	 * @param receiveBuffer its size in bytes, 0 for the system's default
	 */
	public RawSocket(int port, int receiveBuffer) throws IOException {
		this(new Socket(), port, receiveBuffer);
	}

	/**
	 * Connect a socket of any kind.
	 * @param receiveBuffer its size in bytes, 0 for the system's default
	 */
	public RawSocket(Socket socket, int port, int receiveBuffer) throws IOException {
		this.socket = socket;
		if (receiveBuffer > 0) {
			socket.setReceiveBufferSize(receiveBuffer);
		}
		socket.setTcpNoDelay(true);
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		socket.setSoTimeout(5_000);
		this.input = new DataInputStream(socket.getInputStream());
	}

	public RawSocket send(String text) throws IOException {
		return send(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	public RawSocket send(byte... bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
		return this;
	}

	/**
	 * Send until the other side closes or stops reading.
	 * @return whether all could be sent
	 */
	public boolean trySend(byte... bytes) {
		try {
			send(bytes);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Close the output, but continue to read.
	 */
	public RawSocket endOutput() throws IOException {
		this.socket.shutdownOutput();
		return this;
	}

	/**
	 * Wait for each answer as long as given instead of five seconds.
	 */
	public RawSocket patience(Duration patience) throws IOException {
		this.socket.setSoTimeout((int) patience.toMillis());
		return this;
	}

	/**
	 * Read the head of a response.
	 * @return its lines; {@code closed} if there is none, {@code silent} if it does not
	 * come
	 */
	public String head() throws IOException {
		StringBuilder head = new StringBuilder();
		try {
			while (head.indexOf("\r\n\r\n") < 0) {
				head.append((char) this.input.readUnsignedByte());
			}
			return head.toString();
		}
		catch (SocketTimeoutException ex) {
			return "silent";
		}
		catch (EOFException | SocketException ex) {
			return "closed";
		}
	}

	/**
	 * Read the head of a response.
	 * @return its status, or what {@link #head} returns instead
	 */
	public String status() throws IOException {
		String head = head();
		return head.startsWith("HTTP/1.1 ") ? head.substring(9, 12) : head;
	}

	/**
	 * Read all until the other side closes.
	 */
	public String body() throws IOException {
		return new String(this.input.readAllBytes(), StandardCharsets.UTF_8);
	}

	/**
	 * Read the next frame.
	 * @return {@code null} if the other side has disconnected
	 * @throws SocketTimeoutException if none comes
	 */
	public @Nullable Frame read() throws IOException {
		try {
			int head = this.input.readUnsignedByte();
			int length = this.input.readUnsignedByte();
			byte[] payload = new byte[(length == 127) ? (int) this.input.readLong()
					: (length == 126) ? this.input.readUnsignedShort() : length];
			this.input.readFully(payload);
			return new Frame(head, payload);
		}
		catch (EOFException | SocketException ex) {
			return null;
		}
	}

	/**
	 * Read frames until the other side closes.
	 * @return the status code of its close frame; {@code closed} if it sends none,
	 * {@code open} if it goes on
	 */
	public String closing() throws IOException {
		long end = System.nanoTime() + Duration.ofMillis(this.socket.getSoTimeout()).toNanos();
		try {
			while (System.nanoTime() < end) {
				Frame frame = read();
				if (frame == null) {
					return "closed";
				}
				if (frame.head() == 0x88) {
					return (frame.payload().length < 2) ? "empty" : Integer.toString(frame.status());
				}
			}
			return "open";
		}
		catch (SocketTimeoutException ex) {
			return "open";
		}
	}

	/**
	 * Read frames until there is one with the given first byte.
	 */
	public boolean hears(int head) throws IOException {
		try {
			Frame frame = read();
			while (frame != null && frame.head() != head) {
				frame = read();
			}
			return frame != null;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
	}

	/**
	 * Make a masked frame.
	 * @param head its first byte
	 */
	public static byte[] frame(int head, byte... payload) {
		ByteBuffer frame = ByteBuffer.allocate(8 + payload.length).put((byte) head);
		if (payload.length < 126) {
			frame.put((byte) (0x80 | payload.length));
		}
		else {
			frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
		}
		frame.put(MASK);
		for (int i = 0; i < payload.length; i++) {
			frame.put((byte) (payload[i] ^ MASK[i % MASK.length]));
		}
		return Arrays.copyOf(frame.array(), frame.position());
	}

	/**
	 * Reset the connection, as a process that crashes with unread input does.
	 */
	public void reset() throws IOException {
		this.socket.setSoLinger(true, 0);
		this.socket.close();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

	/**
	 * A frame of a server.
	 *
	 * @param head its first byte
	 */
	@SuppressWarnings("ArrayRecordComponent")
	public record Frame(int head, byte[] payload) {

		public String text() {
			return new String(this.payload, StandardCharsets.UTF_8);
		}

		/**
		 * Return the status of a close frame.
		 */
		public int status() {
			return ByteBuffer.wrap(this.payload).getShort() & 0xFFFF;
		}

	}

}
