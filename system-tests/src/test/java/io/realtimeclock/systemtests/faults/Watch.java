package io.realtimeclock.systemtests.faults;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import static org.awaitility.Awaitility.await;

/**
 * All clients during a fault, and the worst figures of any of them.
 */
final class Watch implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private final List<Watcher> watchers;

	Watch(List<Watcher> watchers) {
		this.watchers = watchers;
	}

	/**
	 * Wait until each has received three more live ticks.
	 */
	Watch awaitTicks() {
		long from = System.nanoTime();
		await("ticks for all clients").atMost(LIMIT)
			.pollInterval(Duration.ofMillis(20))
			.until(() -> this.watchers.stream().allMatch((watcher) -> liveSince(watcher, from) >= 3));
		return this;
	}

	private static long liveSince(Watcher watcher, long nanos) {
		return watcher.frames().stream().filter((frame) -> !frame.stale() && frame.nanos() > nanos).count();
	}

	void awaitAllStale() {
		await("all clients told that the source is silent").atMost(LIMIT)
			.pollInterval(Duration.ofMillis(20))
			.until(() -> this.watchers.stream().allMatch((watcher) -> {
				List<Seen> frames = watcher.frames();
				return !frames.isEmpty() && frames.get(frames.size() - 1).stale();
			}));
	}

	long most(ToLongFunction<Recording> figure) {
		return recordings().stream().mapToLong(figure).max().orElseThrow();
	}

	Duration longest(Function<Recording, Duration> figure) {
		return recordings().stream().map(figure).max(Comparator.naturalOrder()).orElseThrow();
	}

	/**
	 * Return the most slots that a client of one of the gateways missed.
	 */
	long missedOf(int gateway) {
		int half = this.watchers.size() / 2;
		return this.watchers.subList(gateway * half, (gateway + 1) * half)
			.stream()
			.mapToLong((watcher) -> new Recording(watcher.frames()).missed())
			.max()
			.orElseThrow();
	}

	List<Watcher.Closed> closes() {
		return this.watchers.stream().flatMap((watcher) -> watcher.closes().stream()).toList();
	}

	private List<Recording> recordings() {
		return this.watchers.stream().map((watcher) -> new Recording(watcher.frames())).toList();
	}

	@Override
	public void close() {
		this.watchers.forEach(Watcher::close);
	}

}
