package io.realtimeclock.gateway.connector;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * A connection that stays open after its request was answered.
 */
final class IdleSocket implements AutoCloseable {

	private static final String REQUEST = "HEAD /livez HTTP/1.1\r\nHost: localhost\r\n\r\n";

	private final Socket socket;

	private IdleSocket(Socket socket) {
		this.socket = socket;
	}

	/**
	 * Connect from an address of this machine and wait for an answer.
	 */
	static IdleSocket open(int port, String address) throws IOException {
		IdleSocket idle = silent(port, address);
		idle.socket.setSoTimeout(10_000);
		idle.socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
		String answer = new String(idle.socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
		if (!answer.equals("HTTP/1.1 200")) {
			throw new AssertionError(answer);
		}
		return idle;
	}

	/**
	 * Connect from an address of this machine and send nothing.
	 */
	static IdleSocket silent(int port, String address) throws IOException {
		Socket socket = new Socket();
		socket.bind(new InetSocketAddress(address, 0));
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		return new IdleSocket(socket);
	}

	/**
	 * Tell whether the gateway has closed it.
	 */
	boolean isClosed() {
		try {
			this.socket.setSoTimeout(1);
			byte[] rest = new byte[4096];
			int read = 0;
			while (read >= 0) {
				read = this.socket.getInputStream().read(rest);
			}
			return true;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (SocketException ex) {
			return true;
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
