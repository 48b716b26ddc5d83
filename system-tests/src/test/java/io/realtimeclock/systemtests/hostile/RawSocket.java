package io.realtimeclock.systemtests.hostile;

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

/**
 * A connection on which anything can be sent.
 */
final class RawSocket implements AutoCloseable {

	private final Socket socket = new Socket();

	private final DataInputStream input;

	RawSocket(int port) throws IOException {
		this(port, 0);
	}

	RawSocket(int port, int receiveBuffer) throws IOException {
		if (receiveBuffer > 0) {
			this.socket.setReceiveBufferSize(receiveBuffer);
		}
		this.socket.setTcpNoDelay(true);
		this.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		this.socket.setSoTimeout(5_000);
		this.input = new DataInputStream(this.socket.getInputStream());
	}

	RawSocket send(String text) throws IOException {
		return send(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	RawSocket send(byte... bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
		return this;
	}

	/**
	 * Send until the peer closes or stops reading.
	 * @return whether all could be sent
	 */
	boolean trySend(byte... bytes) {
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
	RawSocket endOutput() throws IOException {
		this.socket.shutdownOutput();
		return this;
	}

	RawSocket patience(Duration patience) throws IOException {
		this.socket.setSoTimeout((int) patience.toMillis());
		return this;
	}

	/**
	 * Read the head of a response.
	 * @return its lines; {@code closed} if there is none, {@code silent} if it does not
	 * come
	 */
	String head() throws IOException {
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
	String status() throws IOException {
		String head = head();
		return head.startsWith("HTTP/1.1 ") ? head.substring(9, 12) : head;
	}

	/**
	 * Read frames until the other side closes.
	 * @return the status code of its close frame; {@code closed} if it sends none,
	 * {@code open} if it goes on
	 */
	String closing() throws IOException {
		long end = System.nanoTime() + Duration.ofMillis(this.socket.getSoTimeout()).toNanos();
		try {
			while (System.nanoTime() < end) {
				int head = this.input.readUnsignedByte();
				byte[] payload = new byte[this.input.readUnsignedByte()];
				this.input.readFully(payload);
				if (head == 0x88) {
					return (payload.length < 2) ? "empty" : Integer.toString(ByteBuffer.wrap(payload).getShort());
				}
			}
			return "open";
		}
		catch (SocketTimeoutException ex) {
			return "open";
		}
		catch (EOFException | SocketException ex) {
			return "closed";
		}
	}

	/**
	 * Read frames until there is one with the given first byte.
	 */
	boolean hears(int wanted) throws IOException {
		try {
			while (true) {
				int head = this.input.readUnsignedByte();
				byte[] payload = new byte[this.input.readUnsignedByte()];
				this.input.readFully(payload);
				if (head == wanted) {
					return true;
				}
			}
		}
		catch (SocketTimeoutException | EOFException | SocketException ex) {
			return false;
		}
	}

	static byte[] frame(int head, byte... payload) {
		ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) head);
		if (payload.length < 126) {
			frame.put((byte) (0x80 | payload.length));
		}
		else {
			frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
		}
		// A mask of zeros has no effect
		frame.putInt(0).put(payload);
		byte[] bytes = new byte[frame.position()];
		frame.flip().get(bytes);
		return bytes;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
