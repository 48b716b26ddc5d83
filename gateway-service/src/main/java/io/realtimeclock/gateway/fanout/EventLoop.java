package io.realtimeclock.gateway.fanout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;

import io.realtimeclock.gateway.fanout.frame.TickFrame;
import org.jspecify.annotations.Nullable;

/**
 * One thread and the clients that are its own: it writes each frame to them, reads what
 * they send and watches their lives. A frame that comes while an older one still waits
 * for its turn replaces it.
 */
final class EventLoop implements Runnable {

	private static final long LONGEST_WAIT_MILLIS = 1000;

	private static final int READ_SIZE = 4096;

	private final Selector selector;

	private final Share share;

	private final Tasks tasks = new Tasks();

	private final ByteBuffer input = ByteBuffer.allocateDirect(READ_SIZE);

	private volatile @Nullable TickFrame newest;

	private volatile boolean running = true;

	private Consumer<Client> welcome = (client) -> {
	};

	EventLoop(LifeLimits limits, FanOutMeters meters) {
		this.share = new Share(limits, meters, this.tasks::run);
		try {
			this.selector = Selector.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int count() {
		return this.share.count();
	}

	int stalled() {
		return this.share.stalled();
	}

	/**
	 * Hand a frame over, from any thread.
	 */
	void offer(TickFrame frame) {
		this.newest = frame;
		this.selector.wakeup();
	}

	/**
	 * Have something done by this event loop's thread.
	 */
	void execute(Runnable task) {
		this.tasks.add(task);
		this.selector.wakeup();
	}

	/**
	 * Say good-bye to clients until no more than the given part is left.
	 */
	void leave(double part, double roundUp, Consumer<Client> goodbye) {
		execute(() -> this.share.leave(part, roundUp, goodbye));
	}

	/**
	 * Do something to each client, and to each one that still comes.
	 */
	void forEachFromNowOn(Consumer<Client> action) {
		execute(() -> {
			this.welcome = action;
			this.share.forEach(action);
		});
	}

	/**
	 * Add a client and greet it. Of the greeting and a tick that is being swept at the
	 * same moment it takes each at most once, and never the older one last.
	 */
	void add(Client client) {
		execute(() -> {
			this.share.add(client, this.selector, this.newest);
			this.welcome.accept(client);
		});
	}

	void remove(Client client) {
		execute(() -> this.share.remove(client));
	}

	void start(String name) {
		Thread thread = new Thread(this, name);
		thread.setDaemon(true);
		thread.start();
	}

	void stop() {
		this.running = false;
		this.selector.wakeup();
	}

	@Override
	public void run() {
		try (this.selector) {
			while (this.running) {
				this.selector.select(this::ready, LONGEST_WAIT_MILLIS);
				this.tasks.run();
				this.share.sweep(this.newest);
				this.share.checkLives();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The clients can't be watched any more", ex);
		}
	}

	private void ready(SelectionKey key) {
		DirectClient client = (DirectClient) key.attachment();
		try {
			if (key.isValid() && key.isWritable()) {
				client.writable();
			}
			if (key.isValid() && key.isReadable()) {
				client.readable(this.input);
			}
		}
		catch (CancelledKeyException ex) {
			// The server closed the connection at the same moment
			client.disconnect();
		}
		catch (RuntimeException ex) {
			client.failed(ex);
		}
	}

}
