package io.realtimeclock.systemtests.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A network between a service and a server: it forwards requests immediately, and
 * responses with a delay. While it is cut, it keeps what either side sends, as TCP does.
 */
final class Link implements AutoCloseable {

	private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final ScheduledExecutorService answers = Executors.newSingleThreadScheduledExecutor();

	private final int server;

	private volatile long delayMillis;

	private volatile CompletableFuture<@Nullable Void> connected = CompletableFuture.completedFuture(null);

	/**
	 * Begin without a delay.
	 * @param server the port of the server
	 */
	Link(int server) throws IOException {
		this.server = server;
		this.threads.execute(this::accept);
	}

	int port() {
		return this.listener.getLocalPort();
	}

	void delay(long millis) {
		this.delayMillis = millis;
	}

	void cut() {
		this.connected = new CompletableFuture<>();
	}

	void connect() {
		this.connected.complete(null);
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				Socket client = this.listener.accept();
				this.threads.execute(() -> link(client));
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void link(Socket client) {
		try (client; Socket upstream = new Socket(InetAddress.getLoopbackAddress(), this.server)) {
			this.threads.execute(() -> answer(upstream, client));
			InputStream in = client.getInputStream();
			OutputStream out = upstream.getOutputStream();
			byte[] buffer = new byte[8192];
			for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
				this.connected.join();
				out.write(buffer, 0, length);
			}
		}
		catch (IOException ex) {
			// One end was closed; close the other
		}
	}

	@SuppressWarnings("FutureReturnValueIgnored") // who waits for an answer notices
	private void answer(Socket upstream, Socket client) {
		byte[] buffer = new byte[8192];
		try (client) {
			InputStream in = upstream.getInputStream();
			for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
				byte[] bytes = Arrays.copyOf(buffer, length);
				this.answers.schedule(() -> send(client, bytes), this.delayMillis, TimeUnit.MILLISECONDS);
			}
		}
		catch (IOException ex) {
			// One end was closed; close the other
		}
	}

	private void send(Socket client, byte[] bytes) {
		this.connected.join();
		try {
			OutputStream out = client.getOutputStream();
			out.write(bytes);
		}
		catch (IOException ex) {
			// The client has disconnected
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		connect();
		this.answers.shutdownNow();
		this.threads.shutdownNow();
	}

}
