package io.realtimeclock.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One name for a server that may change: new connections lead to the new one, open ones
 * remain with the old one.
 */
final class Relay implements AutoCloseable {

	private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private volatile int target;

	Relay(int target) throws IOException {
		this.target = target;
		this.threads.execute(this::accept);
	}

	int port() {
		return this.listener.getLocalPort();
	}

	void leadTo(int target) {
		this.target = target;
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				Socket client = this.listener.accept();
				Socket server = new Socket(InetAddress.getLoopbackAddress(), this.target);
				this.threads.execute(() -> pass(client, server));
				this.threads.execute(() -> pass(server, client));
			}
			catch (IOException ex) {
				// Closed, or no server there
			}
		}
	}

	private static void pass(Socket from, Socket to) {
		try (from; to) {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// Either end has closed, and so does the other
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		this.threads.shutdownNow();
	}

}
