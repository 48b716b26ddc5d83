package io.realtimeclock.gateway;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks for {@code /livez} ten times per second, as an orchestrator does.
 */
final class LivenessTimes implements AutoCloseable {

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

	private final List<Long> millis = new CopyOnWriteArrayList<>();

	@SuppressWarnings("FutureReturnValueIgnored") // a failure shows in the figures
	LivenessTimes(int port) {
		this.thread.scheduleWithFixedDelay(() -> ask(port), 0, 100, TimeUnit.MILLISECONDS);
	}

	private void ask(int port) {
		long began = System.nanoTime();
		boolean alive = Http.get(port, "/livez").statusCode() == 200;
		this.millis.add(alive ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) : Long.MAX_VALUE);
	}

	/**
	 * Return the time within which nineteen of twenty were answered with 200.
	 */
	long mostWithinMillis() {
		List<Long> sorted = this.millis.stream().sorted().toList();
		return sorted.isEmpty() ? Long.MAX_VALUE : sorted.get(sorted.size() * 19 / 20);
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
	}

}
