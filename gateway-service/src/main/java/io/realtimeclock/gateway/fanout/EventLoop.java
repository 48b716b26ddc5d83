package io.realtimeclock.gateway.fanout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.function.Consumer;

import io.realtimeclock.gateway.fanout.client.Client;
import io.realtimeclock.gateway.fanout.client.Clients;
import io.realtimeclock.gateway.fanout.client.LifeCheck;
import io.realtimeclock.gateway.fanout.client.LifeLimits;
import io.realtimeclock.gateway.fanout.connection.Registration;
import io.realtimeclock.gateway.fanout.frame.TickFrame;
import io.realtimeclock.health.Supervised;
import io.realtimeclock.health.Supervisor;
import org.jspecify.annotations.Nullable;

/**
 * One thread and the clients that are its own: it writes each frame to them, reads what
 * they send and watches their lives. Other threads get no further than to hand it a
 * frame, which replaces one that still waits for its turn, or a task. A fault of a client
 * ends that client; any other fault ends the loop, which disconnects its clients, so that
 * they connect again to another one.
 */
final class EventLoop {

	private static final long LONGEST_WAIT_MILLIS = 1000;

	private static final int READ_SIZE = 4096;

	private static final Duration SILENCE_LIMIT = Duration.ofSeconds(20);

	private final String name;

	private final Selector selector = open();

	private final Tasks tasks = new Tasks();

	private final ByteBuffer input = ByteBuffer.allocateDirect(READ_SIZE);

	private final LifeCheck lives;

	private final Sweeper sweeper;

	private final Share share;

	private final Supervisor supervisor;

	private volatile @Nullable TickFrame newest;

	private volatile boolean running = true;

	EventLoop(String name, LifeLimits limits, FanOutMeters meters, Supervisor supervisor) {
		this.name = name;
		this.supervisor = supervisor;
		Clients clients = new Clients();
		this.lives = new LifeCheck(clients, limits);
		this.sweeper = new Sweeper(clients, limits, meters);
		this.share = new Share(clients, this.lives, this.sweeper);
	}

	private static Selector open() {
		try {
			return Selector.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int count() {
		return this.share.count();
	}

	int stalled() {
		return this.lives.stalled();
	}

	void offer(TickFrame frame) {
		this.newest = frame;
		this.selector.wakeup();
	}

	void execute(Consumer<Share> task) {
		this.tasks.add(task);
		this.selector.wakeup();
	}

	void add(Client client) {
		execute((share) -> share.add(client, this.selector, this.newest));
		if (!this.running) {
			// The loop ended before it saw the client, or disconnects it, too
			client.disconnect();
			client.gone();
		}
	}

	boolean isRunning() {
		return this.running;
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
		try (this.selector) {
			while (this.running) {
				life.alive();
				this.selector.select(this::ready, LONGEST_WAIT_MILLIS);
				runTasks();
				this.sweeper.sweep(this.newest, this::runTasks);
				this.lives.check();
			}
			life.stopped();
		}
		catch (Throwable ex) {
			this.running = false;
			try {
				life.failed(ex);
			}
			finally {
				runTasks();
				this.share.disconnectAll();
			}
		}
	}

	private void ready(SelectionKey key) {
		((Registration) key.attachment()).ready(this.input);
	}

	private void runTasks() {
		this.tasks.run(this.share);
	}

}
