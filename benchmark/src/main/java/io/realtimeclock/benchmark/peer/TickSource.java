package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;

/** Publishes a tick in every slot, for servers that only relay messages. */
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
				this.publisher.publish(message(tick));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			if (this.running) {
				throw new IllegalStateException("Failed to publish a tick", ex);
			}
		}
	}

	/** Return the same message that the gateway sends. */
	private static String message(Tick tick) {
		String instant = String.format(Locale.ROOT, "%1$tFT%1$tT.%1$tLZ", tick.instant().atOffset(ZoneOffset.UTC));
		return "{\"message\":{\"time\":\"" + instant.substring(11, 19) + "\",\"instant\":\"" + instant
				+ "\",\"sequence\":" + tick.sequence() + "}}";
	}

	@Override
	public void close() {
		this.running = false;
		this.thread.interrupt();
	}

	/** Publishes a message to all clients of a server. */
	@FunctionalInterface
	interface Publisher {

		void publish(String message) throws IOException, InterruptedException;

	}

}
