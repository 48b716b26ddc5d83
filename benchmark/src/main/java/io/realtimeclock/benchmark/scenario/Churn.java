package io.realtimeclock.benchmark.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.realtimeclock.benchmark.load.Group;
import io.realtimeclock.benchmark.peer.SystemUnderTest;
import io.realtimeclock.benchmark.process.Wait;
import io.realtimeclock.benchmark.report.Figures;
import io.realtimeclock.benchmark.report.Report;

/**
 * Clients that leave and are replaced over a long time, and how long the JVM of the
 * server stood still.
 *
 * @param percent the share of clients that leave per second
 */
record Churn(int clients, int percent, int minutes) implements Scenario {

	private static final int SAMPLE_SECONDS = 10;

	@Override
	public Figures run(SystemUnderTest system) throws IOException {
		int perSecond = this.clients * this.percent / 100;
		// New clients may be connected before the old ones are disconnected
		try (ClientPool pool = new ClientPool(system, this.clients + perSecond)) {
			Group group = pool.connect("clients", this.clients);
			Wait.seconds(SAMPLE_SECONDS);
			Pauses pauses = Pauses.of(system);
			List<Usage> samples = new ArrayList<>();
			MeasurementPeriod period = new MeasurementPeriod(pool, group);
			long seconds = this.minutes * 60L;
			long begin = System.nanoTime();
			for (int second = 0; second < seconds; second++) {
				if (second % SAMPLE_SECONDS == 0) {
					samples.add(sample(system, second));
				}
				if (perSecond > 0) {
					pool.load().leave(group, perSecond);
					pool.startConnecting(group, perSecond, 2.0 * perSecond, 0);
				}
				Wait.seconds(second + 1 - (System.nanoTime() - begin) / 1e9);
			}
			samples.add(sample(system, seconds));
			Wait.seconds(2);
			return figures(pauses.addTo(period.end()), samples);
		}
	}

	private static Usage sample(SystemUnderTest system, long second) {
		Usage usage = Usage.of(system.pids());
		Report.progress("%s: %4d s, %d KB resident, %d threads, %d descriptors".formatted(system.name(), second,
				usage.residentKilobytes(), usage.threads(), usage.descriptors()));
		return usage;
	}

	private static Figures figures(Figures figures, List<Usage> samples) {
		for (int i = 0; i < samples.size(); i++) {
			samples.get(i).addTo(figures, "at " + i * SAMPLE_SECONDS + " s: ");
		}
		return figures;
	}

	/**
	 * The pauses of JVMs, by the operation that needed them.
	 *
	 * @param logs of the safepoints of each JVM
	 */
	private record Pauses(List<Path> logs) {

		private static final Pattern LINE = Pattern.compile("Safepoint \"(\\w+)\".* Total: +(\\d+) ns");

		static Pauses of(SystemUnderTest system) throws IOException {
			List<Path> logs = new ArrayList<>();
			for (long pid : system.pids()) {
				if (RemoteJvm.isJvm(pid)) {
					Path log = Path.of("target", "logs", "safepoints-" + pid + ".log");
					try (RemoteJvm jvm = new RemoteJvm(pid)) {
						jvm.logSafepoints(log);
					}
					logs.add(log);
				}
			}
			return new Pauses(logs);
		}

		Figures addTo(Figures figures) throws IOException {
			Map<String, LongSummaryStatistics> nanos = new TreeMap<>();
			for (Path log : this.logs) {
				Matcher pause = LINE.matcher(Files.readString(log));
				while (pause.find()) {
					nanos.computeIfAbsent(pause.group(1), (operation) -> new LongSummaryStatistics())
						.accept(Long.parseLong(pause.group(2)));
				}
			}
			nanos.forEach((operation, pauses) -> figures.add("pauses for " + operation, pauses.getCount())
				.add("longest for " + operation + ", ms", pauses.getMax() / 1e6));
			return figures;
		}

	}

}
