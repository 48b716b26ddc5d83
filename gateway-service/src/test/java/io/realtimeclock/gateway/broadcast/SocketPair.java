package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

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

	/** Return an end point of Jetty's above the gateway's end, without encryption. */
	EndPoint endPoint() {
		return new ByteArrayEndPoint() {

			@Override
			public Object getTransport() {
				return SocketPair.this.server;
			}

			@Override
			public void onClose(@Nullable Throwable cause) {
				super.onClose(cause);
				try {
					SocketPair.this.server.close();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}

		};
	}

}
