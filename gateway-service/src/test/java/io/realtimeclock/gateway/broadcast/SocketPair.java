package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Both ends of a connection.
 *
 * @param client the client's end, which waits for five seconds at most
 * @param server the gateway's end, in non-blocking mode
 */
record SocketPair(Socket client, SocketChannel server) {

	static SocketPair connect() throws IOException {
		try (ServerSocketChannel listener = ServerSocketChannel.open()) {
			listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
			Socket client = new Socket(InetAddress.getLoopbackAddress(), listener.socket().getLocalPort());
			client.setSoTimeout(5000);
			SocketChannel server = listener.accept();
			server.configureBlocking(false);
			return new SocketPair(client, server);
		}
	}

}
