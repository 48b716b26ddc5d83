package io.realtimeclock.gateway.broadcast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import io.realtimeclock.gateway.subscription.FeedViews;
import io.realtimeclock.health.Supervised;
import io.realtimeclock.health.Supervisor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One thread and its clients: it writes each frame to them, reads what they send and
 * checks that they are alive. Other threads only hand it a frame, which replaces a
 * pending one, or a task. A fault of a client ends that client; any other fault ends the
 * loop. A loop that ends disconnects its clients, so that they reconnect to another one.
 */
final class EventLoop {

	private static final Log logger = LogFactory.getLog(EventLoop.class);

	private static final long LONGEST_WAIT_MILLIS = 1000;

	private static final int READ_SIZE = 4096;

	/** After so many clients new ones are served in between. */
	private static final int BATCH = 256;

	private static final Duration SILENCE_LIMIT = Duration.ofSeconds(20);

	private final String name;

	private final long pingNanos;

	private final BroadcastMeters meters;

	private final Supervisor supervisor;

	private final Selector selector = openSelector();

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final Clients clients = new Clients();

	private final KeepAlive keepAlive;

	private volatile @Nullable Frame newest;

	private volatile boolean running = true;

	// All below belongs to the thread
	private final ByteBuffer input = ByteBuffer.allocateDirect(READ_SIZE);

	private final FeedViews feeds;

	private long lastOrder;

	private int inBatch;

	private boolean expired;

	private Consumer<Client> onJoin = (client) -> {
	};

	EventLoop(String name, KeepAlive.Timeouts timeouts, BroadcastMeters meters, Supervisor supervisor) {
		this.name = name;
		this.pingNanos = timeouts.pingNanos();
		this.meters = meters;
		this.supervisor = supervisor;
		this.keepAlive = new KeepAlive(this.clients, timeouts);
		this.feeds = new FeedViews(this.selector::wakeup, timeouts.silenceMillis());
	}

	private static Selector openSelector() {
		try {
			return Selector.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Return how many clients there are, without evicted ones; any thread may ask. */
	int count() {
		return Math.max(0, this.clients.count() - this.keepAlive.evicted());
	}

	int stalled() {
		return this.keepAlive.stalled();
	}

	boolean isRunning() {
		return this.running;
	}

	void offer(Frame frame) {
		this.newest = frame;
		this.selector.wakeup();
	}

	void execute(Runnable task) {
		this.tasks.add(task);
		this.selector.wakeup();
	}

	/**
	 * Add a client and send it the newest frame. Of this one and a frame that is being
	 * broadcast at the same moment it receives each at most once, and never the older one
	 * last.
	 */
	void add(Client client) {
		execute(() -> join(client));
		if (!this.running) {
			// The loop ended before it saw the client, or disconnects it, too
			client.disconnect();
			client.disconnected();
		}
	}

	void remove(Client client) {
		execute(() -> this.clients.remove(client));
	}

	/**
	 * Close clients until no more than a part of those at the first call is left.
	 * @param roundUp added before fractions of a client are cut off, below 1
	 */
	void closeAllBut(double part, double roundUp, Consumer<Client> close) {
		execute(() -> this.clients.closeAllBut(part, roundUp, count(), close));
	}

	void forEachFromNowOn(Consumer<Client> action) {
		execute(() -> {
			this.onJoin = action;
			this.clients.forEach(action);
		});
	}

	void start() {
		Supervised life = this.supervisor.register(this.name, SILENCE_LIMIT);
		Thread thread = new Thread(() -> run(life), this.name);
		thread.setDaemon(true);
		thread.start();
	}

	void stop() {
		this.running = false;
		this.selector.wakeup();
	}

	private void run(Supervised life) {
		Consumer<SelectionKey> ready = (key) -> ((Client) key.attachment()).ready(this.input);
		try (this.selector) {
			try {
				while (this.running) {
					life.alive();
					this.feeds.select(this.selector, ready, LONGEST_WAIT_MILLIS);
					runTasks();
					broadcast(this.newest);
					this.feeds.run();
					this.keepAlive.check(System.nanoTime());
				}
			}
			finally {
				this.running = false;
				disconnectAll();
			}
			life.stopped();
		}
		catch (Throwable ex) {
			life.failed(ex);
		}
	}

	private void disconnectAll() {
		// A thread that saw the loop running has queued its client by now
		runTasks();
		this.clients.forEach((client) -> {
			client.disconnect();
			this.clients.remove(client);
		});
	}

	/** Run the tasks queued by now: a flood of new ones must not keep the loop here. */
	private void runTasks() {
		for (int queued = this.tasks.size(); queued > 0; queued--) {
			try {
				this.tasks.remove().run();
			}
			catch (Throwable ex) {
				logger.error("A client could not be served", ex);
			}
		}
	}

	private void join(Client client) {
		try {
			this.clients.add(client);
			client.join(this.feeds);
			client.register(this.selector, () -> execute(() -> client.ready(this.input)));
			Frame frame = this.newest;
			if (frame != null) {
				client.write(frame.at(System.nanoTime()).view(this.pingNanos));
			}
			this.onJoin.accept(client);
		}
		catch (Throwable ex) {
			client.failed(ex);
			client.disconnected();
		}
	}

	/**
	 * Write a frame to all clients, once. If it expires meanwhile, since this process did
	 * not run for a while, no more of them get it: a newer one or a notice follows.
	 */
	private void broadcast(@Nullable Frame frame) {
		if (frame == null || frame.order() == this.lastOrder) {
			return;
		}
		this.lastOrder = frame.order();
		Frame.View view = frame.view(this.pingNanos);
		this.expired = frame.isExpired(view.now());
		this.clients.forEach((client) -> write(view, client));
		if (frame.lifetime() != null && !this.expired) {
			this.meters.written(frame.lifetime().since());
		}
	}

	private void write(Frame.View view, Client client) {
		if (this.expired) {
			return;
		}
		client.write(view);
		if (++this.inBatch == BATCH) {
			this.inBatch = 0;
			runTasks();
			this.expired = view.frame().isExpired(System.nanoTime());
		}
	}

}
