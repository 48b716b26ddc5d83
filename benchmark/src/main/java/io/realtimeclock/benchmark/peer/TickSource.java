package io.realtimeclock.benchmark.peer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

import io.realtimeclock.tick.Grid;
import io.realtimeclock.tick.Tick;

/** Publishes the tick's message at every slot, for servers that only pass messages on. */
final class TickSource implements AutoCloseable {

	private static final Grid GRID = new Grid(Duration.ofMillis(500));

	private final Thread thread = new Thread(this::run, "tick-source");

	private final Publication publication;

	private volatile boolean running = true;

	private TickSource(Publication publication) {
		this.publication = publication;
	}

	static TickSource start(Publication publication) {
		TickSource source = new TickSource(publication);
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
				this.publication.publish(message(tick));
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

	/** Write what the gateway sends. */
	static String message(Tick tick) {
		String instant = String.format(Locale.ROOT, "%1$tFT%1$tT.%1$tLZ", tick.instant().atOffset(ZoneOffset.UTC));
		return "{\"message\":{\"time\":\"" + instant.substring(11, 19) + "\",\"instant\":\"" + instant
				+ "\",\"sequence\":" + tick.sequence() + "}}";
	}

	@Override
	public void close() {
		this.running = false;
		this.thread.interrupt();
	}

	/** Takes one message. */
	interface Publication {

		void publish(String message) throws IOException, InterruptedException;

	}

}
