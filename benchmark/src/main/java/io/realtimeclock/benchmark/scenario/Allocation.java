package io.realtimeclock.benchmark.scenario;

import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.realtimeclock.benchmark.load.Group;
import io.realtimeclock.benchmark.peer.SystemUnderTest;
import io.realtimeclock.benchmark.process.Wait;
import io.realtimeclock.benchmark.report.Figures;
import io.realtimeclock.benchmark.report.Report;

/**
 * What a JVM allocates per tick with few and with many clients, and the CPU time of its
 * watch threads.
 */
record Allocation(int few, int many, int seconds) implements Scenario {

	private static final int WARM_UP_SECONDS = 20;

	private static final int TICKS_PER_SECOND = 2;

	private static final int MAX_PRINTED = 8;

	/** The threads that check sessions, permits, Redis and Kafka. */
	private static final String WATCH_THREADS = "watch-";

	@Override
	public Figures run(SystemUnderTest system) throws IOException {
		try (ClientPool pool = new ClientPool(system, this.many);
				RemoteJvm allocations = new RemoteJvm(system.pids().get(0))) {
			Group group = pool.connect("clients", this.few);
			Figures figures = new Figures();
			long withFew = measure(figures, allocations, this.few);
			pool.connectMore(group, this.many - this.few);
			long withMany = measure(figures, allocations, this.many);
			return figures.add("bytes per tick and additional client",
					(double) (withMany - withFew) / Math.max(this.many - this.few, 1));
		}
	}

	private long measure(Figures figures, RemoteJvm allocations, int clients) {
		Wait.seconds(WARM_UP_SECONDS);
		allocations.exchange();
		long cpuBefore = allocations.cpuNanos(WATCH_THREADS);
		Wait.seconds(this.seconds);
		Map<String, Long> bytes = allocations.exchange();
		double cpu = allocations.cpuNanos(WATCH_THREADS) - cpuBefore;
		bytes.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.limit(MAX_PRINTED)
			.forEach((entry) -> Report.progress("%d clients: %d bytes per tick in %s".formatted(clients,
					perTick(entry.getValue()), entry.getKey())));
		long all = perTick(bytes.values().stream().mapToLong(Long::longValue).sum());
		figures.add("bytes per tick with " + clients + " clients", all);
		figures.add("of these in the event loops, " + clients + " clients",
				perTick(bytes.getOrDefault("fan-out-", 0L)));
		figures.add("of these in the watch threads, " + clients + " clients",
				perTick(bytes.getOrDefault(WATCH_THREADS, 0L)));
		figures.add("CPU of the watch threads, % of a core, " + clients + " clients",
				100 * cpu / TimeUnit.SECONDS.toNanos(this.seconds));
		return all;
	}

	private long perTick(long bytes) {
		return bytes / ((long) TICKS_PER_SECOND * this.seconds);
	}

}
