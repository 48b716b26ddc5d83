package io.realtimeclock.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.realtimeclock.testsupport.RawSocket;
import io.realtimeclock.testsupport.RawSocket.Frame;
import io.realtimeclock.tick.Tick;
import org.jspecify.annotations.Nullable;

/**
 * A client of a gateway that sends and receives frames exactly as they are.
 */
public final class WebSocketClient implements AutoCloseable {

	private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":(\\d+)");

	private static final Duration SOON = Duration.ofMillis(300);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final RawSocket socket;

	private final String answer;

	private WebSocketClient(int port, int receiveBuffer, String request) {
		this(new Socket(), port, receiveBuffer, request);
	}

	private WebSocketClient(Socket socket, int port, int receiveBuffer, String request) {
		try {
			this.socket = new RawSocket(socket, port, receiveBuffer);
			this.socket.patience(PATIENCE).send(request);
			this.answer = this.socket.head();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static WebSocketClient connect(int port) {
		return connect(port, 0);
	}

	public static WebSocketClient connect(int port, int receiveBuffer) {
		return connect(port, receiveBuffer, new Socket());
	}

	/**
	 * Connect to any path with a receive buffer of a size.
	 */
	public static WebSocketClient connect(int port, String path, int receiveBuffer) {
		return new WebSocketClient(port, receiveBuffer,
				handshake("Authorization: " + Http.basic("demo")).replace("/time/tic/", path));
	}

	/**
	 * Connect by a socket of any kind.
	 */
	public static WebSocketClient connect(int port, Socket socket) {
		return connect(port, 0, socket);
	}

	/**
	 * Connect with the session of a browser.
	 */
	public static WebSocketClient connect(int port, Http browser) {
		return shaken(shakeHands(port, "Cookie: " + browser.cookie("SESSION")));
	}

	private static WebSocketClient connect(int port, int receiveBuffer, Socket socket) {
		return shaken(
				new WebSocketClient(socket, port, receiveBuffer, handshake("Authorization: " + Http.basic("demo"))));
	}

	private static WebSocketClient shaken(WebSocketClient client) {
		if (!client.answer().startsWith("HTTP/1.1 101 ")) {
			throw new AssertionError(client.answer());
		}
		return client;
	}

	/**
	 * Shake hands with additional headers, whatever comes of it.
	 */
	public static WebSocketClient shakeHands(int port, String... headers) {
		return new WebSocketClient(port, 0, handshake(headers));
	}

	/**
	 * Shake hands with a gateway that is not at the root of its host.
	 */
	public static WebSocketClient shakeHandsAt(int port, String path, String... headers) {
		return new WebSocketClient(port, 0, handshake(headers).replace("/time/tic/", path));
	}

	/**
	 * Send a handshake and reset the connection after so many microseconds, without
	 * reading an answer.
	 */
	public static void breakOff(int port, Socket socket, int micros) {
		try (socket) {
			socket.setSoLinger(true, 0);
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			socket.getOutputStream()
				.write(handshake("Authorization: " + Http.basic("demo")).getBytes(StandardCharsets.ISO_8859_1));
			LockSupport.parkNanos(micros * 1000L);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Send any request.
	 */
	public static WebSocketClient request(int port, String request) {
		return new WebSocketClient(port, 0, request);
	}

	/**
	 * Send any request by a socket of any kind.
	 */
	public static WebSocketClient request(int port, Socket socket, String request) {
		return new WebSocketClient(socket, port, 0, request);
	}

	private static String handshake(String... headers) {
		String more = (headers.length > 0) ? String.join("\r\n", headers) + "\r\n" : "";
		return "GET /time/tic/ HTTP/1.1\r\nHost: clock.example.org\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
				+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" + more + "\r\n";
	}

	/**
	 * Return the status line and headers of the answer to the handshake.
	 */
	public String answer() {
		return this.answer;
	}

	public String body() throws IOException {
		return this.socket.body();
	}

	/**
	 * Send a masked frame.
	 */
	public void send(int head, byte[] payload) {
		send(RawSocket.frame(head, payload));
	}

	/**
	 * Send a masked frame unless the gateway has disconnected.
	 */
	public boolean trySend(int head, byte[] payload) {
		return trySend(RawSocket.frame(head, payload));
	}

	public boolean trySend(byte[] bytes) {
		return this.socket.trySend(bytes);
	}

	public void send(byte[] bytes) {
		try {
			this.socket.send(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Read the next frame.
	 * @return {@code null} if the gateway has disconnected
	 */
	public @Nullable Frame read() {
		try {
			return this.socket.read();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Read on, answering pings, until the next text.
	 */
	public String text() {
		return frame(0x81).text();
	}

	/**
	 * Read on, answering pings, until the first frame with the given first byte.
	 */
	public Frame frame(int head) {
		for (Frame frame = read(); frame != null; frame = read()) {
			if (frame.head() == head) {
				return frame;
			}
			if (frame.head() == 0x89) {
				send(0x8A, frame.payload());
			}
		}
		throw new AssertionError("Disconnected");
	}

	public void awaitTick(Tick tick) {
		long sequence;
		do {
			sequence = sequence(text());
		}
		while (sequence < tick.sequence());
	}

	/**
	 * Tell whether a tick comes soon.
	 */
	public boolean hears(Tick tick) {
		try {
			this.socket.patience(SOON);
			awaitTick(tick);
			this.socket.patience(PATIENCE);
			return true;
		}
		catch (UncheckedIOException ex) {
			return false;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static long sequence(String text) {
		Matcher sequence = SEQUENCE.matcher(text);
		return sequence.find() ? Long.parseLong(sequence.group(1)) : -1;
	}

	/**
	 * Send nothing else, as a client that has read a close frame.
	 */
	public void endOutput() {
		try {
			this.socket.endOutput();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reset the connection, as a process that crashes with unread input does.
	 */
	public void vanish() {
		try {
			this.socket.reset();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
