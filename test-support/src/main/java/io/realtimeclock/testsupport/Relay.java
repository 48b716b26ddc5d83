package io.realtimeclock.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP relay to a server on the loopback interface. It can be cut, and led to another
 * server.
 */
public final class Relay implements AutoCloseable {

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final ServerSocket server;

	private volatile int target;

	private volatile boolean cut;

	private Relay(int port, int target) throws IOException {
		this.target = target;
		this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
	}

	/**
	 * Open a relay on a free port.
	 */
	public static Relay to(int target) {
		return at(FreePorts.next(), target);
	}

	/**
	 * Open a relay on the given port.
	 */
	public static Relay at(int port, int target) {
		try {
			Relay relay = new Relay(port, target);
			daemon(relay::accept);
			return relay;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public int port() {
		return this.server.getLocalPort();
	}

	/**
	 * Close all connections and refuse new ones.
	 */
	public void cut() {
		this.cut = true;
		this.open.forEach(Relay::close);
	}

	/**
	 * Lead new connections to another server; open ones remain with the old one.
	 */
	public void leadTo(int target) {
		this.target = target;
	}

	/**
	 * Accept connections again.
	 */
	public void mend() {
		this.cut = false;
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket client = this.server.accept();
				if (this.cut) {
					client.close();
				}
				else {
					connect(client);
				}
			}
			catch (IOException ex) {
				// The server was closed, or a client has disconnected
			}
		}
	}

	private void connect(Socket client) throws IOException {
		Socket upstream = new Socket(InetAddress.getLoopbackAddress(), this.target);
		this.open.add(client);
		this.open.add(upstream);
		daemon(() -> copy(client, upstream));
		daemon(() -> copy(upstream, client));
	}

	private void copy(Socket from, Socket to) {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// One of them was closed
		}
		finally {
			close(from);
			close(to);
			this.open.remove(from);
			this.open.remove(to);
		}
	}

	private static void daemon(Runnable task) {
		Thread thread = new Thread(task, "relay");
		thread.setDaemon(true);
		thread.start();
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		cut();
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
