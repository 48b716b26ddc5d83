package io.realtimeclock.benchmark.load;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The only thread that opens and reads connections. All state of clients and groups
 * belongs to it.
 */
final class EventLoop implements Runnable {

	private static final int BUFFER_SIZE = 1 << 16;

	private static final long IDLE_MILLIS = 100;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final ConnectQueue connects = new ConnectQueue();

	private final Selector selector;

	private Saturation saturation = new Saturation();

	private volatile boolean running = true;

	EventLoop() throws IOException {
		this.selector = Selector.open();
	}

	/** Run a task on the event loop. */
	void execute(Runnable task) {
		this.tasks.add(task);
		this.selector.wakeup();
	}

	/** Run a query on the event loop and wait for its result. */
	<T> T query(Supplier<T> query) {
		CompletableFuture<T> result = new CompletableFuture<>();
		execute(() -> result.complete(query.get()));
		return result.join();
	}

	void connect(Collection<Load.ConnectRequest> requests, double perSecond) {
		execute(() -> this.connects.add(requests, perSecond));
	}

	void stop() {
		this.running = false;
		this.selector.wakeup();
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
				runOnce();
			}
			for (SelectionKey key : this.selector.keys()) {
				key.channel().close();
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("The load client's event loop failed", ex);
		}
	}

	private void runOnce() throws IOException {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
		this.connects.update();
		for (Load.ConnectRequest request = this.connects.next(); request != null; request = this.connects.next()) {
			open(request);
		}
		this.saturation.turnEnded(select());
	}

	private int select() throws IOException {
		if (this.connects.areDue()) {
			return this.selector.selectNow(this::ready);
		}
		return this.selector.select(this::ready, this.connects.isEmpty() ? IDLE_MILLIS : 1);
	}

	private void ready(SelectionKey key) {
		this.saturation.event();
		((Client) key.attachment()).ready(key, this.buffer);
	}

	private void open(Load.ConnectRequest request) throws IOException {
		SocketChannel channel = SocketChannel.open();
		Client client = new Client(channel, request);
		try {
			channel.configureBlocking(false);
			if (request.receiveBuffer() > 0) {
				channel.setOption(StandardSocketOptions.SO_RCVBUF, request.receiveBuffer());
			}
			boolean connected = channel.connect(request.target().address());
			SelectionKey key = channel.register(this.selector, SelectionKey.OP_CONNECT, client);
			if (connected) {
				client.connected(key);
			}
		}
		catch (IOException ex) {
			client.end();
		}
	}

	/** Pending connections, released at a given rate. */
	private static final class ConnectQueue {

		/** Limits connects between two reads, so that connected clients need not wait. */
		private static final int MAX_PER_TURN = 32;

		private final Queue<Load.ConnectRequest> pending = new ArrayDeque<>();

		private double perSecond;

		private long lastUpdate;

		private double due;

		private int remainingInTurn;

		void add(Collection<Load.ConnectRequest> requests, double rate) {
			if (this.pending.isEmpty()) {
				this.lastUpdate = System.nanoTime();
				this.due = 0;
			}
			this.pending.addAll(requests);
			this.perSecond = rate;
		}

		boolean isEmpty() {
			return this.pending.isEmpty();
		}

		void update() {
			long now = System.nanoTime();
			this.due = Math.min(this.due + this.perSecond * (now - this.lastUpdate) / 1e9, this.pending.size());
			this.lastUpdate = now;
			this.remainingInTurn = (int) Math.min(MAX_PER_TURN, this.due);
		}

		/** Return the next request of this turn, {@code null} if there is none. */
		Load.@Nullable ConnectRequest next() {
			if (this.remainingInTurn == 0) {
				return null;
			}
			this.remainingInTurn--;
			this.due--;
			return this.pending.poll();
		}

		boolean areDue() {
			return this.due >= 1;
		}

	}

}
