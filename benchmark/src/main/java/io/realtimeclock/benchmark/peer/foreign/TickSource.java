package io.realtimeclock.benchmark.peer.foreign;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;

/** Publishes the tick's message at every slot, for servers that only pass messages on. */
final class TickSource implements AutoCloseable {

	private static final Grid GRID = new Grid(Duration.ofMillis(500));

	private final Thread thread = new Thread(this::run, "tick-source");

	private final Publisher publisher;

	private volatile boolean running = true;

	private TickSource(Publisher publisher) {
		this.publisher = publisher;
	}

	static TickSource start(Publisher publisher) {
		TickSource source = new TickSource(publisher);
		source.thread.setDaemon(true);
		source.thread.start();
		return source;
	}

	private void run() {
		Tick tick = GRID.at(Instant.now());
		try {
			while (this.running) {
				tick = GRID.next(tick);
				Duration wait = Duration.between(Instant.now(), tick.instant());
				if (!wait.isNegative()) {
					Thread.sleep(wait.toMillis() + 1);
				}
				this.publisher.publish(TickJson.of(tick));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			if (this.running) {
				throw new IllegalStateException("The peer takes no ticks", ex);
			}
		}
	}

	@Override
	public void close() {
		this.running = false;
		this.thread.interrupt();
	}

}
