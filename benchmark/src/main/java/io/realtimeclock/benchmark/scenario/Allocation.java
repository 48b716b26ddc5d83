package io.realtimeclock.benchmark.scenario;

import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.benchmark.load.Group;
import io.realtimeclock.benchmark.measure.Allocations;
import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.measure.Progress;
import io.realtimeclock.benchmark.peer.Subject;
import io.realtimeclock.benchmark.process.Pause;

/**
 * What a JVM allocates while ticks go out, with few clients and with many, and what it
 * costs to look after these.
 */
record Allocation(int few, int many, int seconds) implements Scenario {

	private static final int WARM_UP_SECONDS = 20;

	private static final int TICKS_A_SECOND = 2;

	private static final int SHOWN = 8;

	/** The threads that look after sessions, places, Redis and Kafka. */
	private static final String WATCHES = "watch-";

	@Override
	public Figures run(Subject subject) throws IOException {
		try (Crowd crowd = new Crowd(subject, this.many);
				Allocations allocations = new Allocations(subject.pids().get(0))) {
			Group group = crowd.join("clients", this.few);
			Figures figures = new Figures();
			long atFew = watch(figures, allocations, this.few);
			crowd.join(group, this.many - this.few);
			long atMany = watch(figures, allocations, this.many);
			return figures.add("bytes a tick and further client",
					(double) (atMany - atFew) / Math.max(this.many - this.few, 1));
		}
	}

	private long watch(Figures figures, Allocations allocations, int clients) {
		Pause.seconds(WARM_UP_SECONDS);
		allocations.exchange();
		long cpu = allocations.cpuNanos(WATCHES);
		Pause.seconds(this.seconds);
		Map<String, Long> bytes = allocations.exchange();
		double watching = allocations.cpuNanos(WATCHES) - cpu;
		bytes.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.limit(SHOWN)
			.forEach((entry) -> Progress.say(
					"%d clients: %d bytes a tick by %s".formatted(clients, perTick(entry.getValue()), entry.getKey())));
		long all = perTick(bytes.values().stream().mapToLong(Long::longValue).sum());
		figures.add("bytes a tick with " + clients + " clients", all);
		figures.add("of these by the event loops, " + clients + " clients",
				perTick(bytes.getOrDefault("fan-out-", 0L)));
		figures.add("of these by the watches, " + clients + " clients", perTick(bytes.getOrDefault(WATCHES, 0L)));
		figures.add("CPU of the watches, % of a core, " + clients + " clients",
				100 * watching / TimeUnit.SECONDS.toNanos(this.seconds));
		return all;
	}

	private long perTick(long bytes) {
		return bytes / ((long) TICKS_A_SECOND * this.seconds);
	}

}
