package io.realtimeclock.benchmark.peer.foreign;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Publishes by the client protocol of NATS. */
final class NatsPublisher implements Publisher, AutoCloseable {

	private final Socket socket;

	NatsPublisher(int port) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		send("CONNECT {\"verbose\":false,\"pedantic\":false}\r\n");
	}

	@Override
	public void publish(String message) throws IOException {
		send("PUB time " + message.length() + "\r\n" + message + "\r\nPONG\r\n");
	}

	private void send(String lines) throws IOException {
		this.socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
