package io.realtimeclock.benchmark.load;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The one thread that serves all clients. */
final class EventLoop implements Runnable {

	private static final int BUFFER_SIZE = 1 << 16;

	private static final long IDLE_MILLIS = 100;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final Openings openings = new Openings();

	private final Selector selector;

	private Saturation saturation = new Saturation();

	private volatile boolean running = true;

	EventLoop() throws IOException {
		this.selector = Selector.open();
	}

	void execute(Runnable task) {
		this.tasks.add(task);
		this.selector.wakeup();
	}

	void stop() {
		this.running = false;
		this.selector.wakeup();
	}

	Openings openings() {
		return this.openings;
	}

	Saturation exchangeSaturation() {
		Saturation old = this.saturation;
		this.saturation = new Saturation();
		return old;
	}

	SelectionKey key(Client client) {
		return Objects.requireNonNull(client.channel().keyFor(this.selector));
	}

	@Override
	public void run() {
		try (this.selector) {
			while (this.running) {
				turn();
			}
			for (SelectionKey key : this.selector.keys()) {
				key.channel().close();
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("The load client's event loop ends", ex);
		}
	}

	private void turn() throws IOException {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
		this.openings.turn();
		for (Opening opening = this.openings.next(); opening != null; opening = this.openings.next()) {
			open(opening);
		}
		this.saturation.turnEnded(select());
	}

	private int select() throws IOException {
		if (this.openings.areDue()) {
			return this.selector.selectNow(this::ready);
		}
		return this.selector.select(this::ready, this.openings.isEmpty() ? IDLE_MILLIS : 1);
	}

	private void open(Opening opening) throws IOException {
		SocketChannel channel = SocketChannel.open();
		Client client = new Client(channel, opening);
		try {
			channel.configureBlocking(false);
			if (opening.receiveBuffer() > 0) {
				channel.setOption(StandardSocketOptions.SO_RCVBUF, opening.receiveBuffer());
			}
			boolean connected = channel.connect(opening.target().address());
			SelectionKey key = channel.register(this.selector, SelectionKey.OP_CONNECT, client);
			if (connected) {
				client.connected(key);
			}
		}
		catch (IOException ex) {
			client.ended();
			channel.close();
		}
	}

	private void ready(SelectionKey key) {
		this.saturation.event();
		Client client = (Client) key.attachment();
		SocketChannel channel = (SocketChannel) key.channel();
		try {
			if (key.isConnectable() && channel.finishConnect()) {
				client.connected(key);
			}
			else if (key.isReadable() && !client.read(this.buffer)) {
				end(client, channel);
			}
		}
		catch (IOException ex) {
			end(client, channel);
		}
	}

	private static void end(Client client, SocketChannel channel) {
		client.ended();
		try {
			channel.close();
		}
		catch (IOException ex) {
			// It has ended all the same
		}
	}

}
