package io.realtimeclock.benchmark.scenario;

import java.util.List;

import io.realtimeclock.benchmark.load.Group;
import io.realtimeclock.benchmark.load.Load;
import io.realtimeclock.benchmark.load.Received;
import io.realtimeclock.benchmark.load.Saturation;
import io.realtimeclock.benchmark.process.Wait;
import io.realtimeclock.benchmark.report.Figures;

/** Measures a group of clients, the server and the load client itself. */
final class MeasurementPeriod {

	private static final List<Long> LOAD_CLIENT = List.of(ProcessHandle.current().pid());

	/** The load client's maximum average share of a core; its load comes in bursts. */
	private static final double MAX_LOAD_SHARE = 0.85;

	/** Below this, the average share of a core is not meaningful. */
	private static final double MIN_SECONDS_FOR_SHARE = 5;

	private final ClientPool pool;

	private final Group group;

	private final long begin = System.nanoTime();

	private final Usage loadClientBefore = Usage.of(LOAD_CLIENT);

	private final Usage serverBefore;

	/** Start to measure. */
	MeasurementPeriod(ClientPool pool, Group group) {
		this.pool = pool;
		this.group = group;
		pool.load().exchangeReceived(group);
		pool.load().exchangeSaturation();
		this.serverBefore = Usage.of(pool.system().pids());
	}

	static Figures measure(ClientPool pool, Group group, double seconds) {
		MeasurementPeriod period = new MeasurementPeriod(pool, group);
		Wait.seconds(seconds);
		return period.end();
	}

	Figures end() {
		Usage server = Usage.of(this.pool.system().pids());
		Usage loadClient = Usage.of(LOAD_CLIENT);
		Load load = this.pool.load();
		Received received = load.exchangeReceived(this.group);
		Saturation saturation = load.exchangeSaturation();
		double seconds = (System.nanoTime() - this.begin) / 1e9;
		long frames = Math.max(received.frames(), 1);
		Figures figures = new Figures().add("clients", load.clientCounts(this.group).connected());
		figures.add("CPU per frame, µs", 1e3 * (server.cpuMillis() - this.serverBefore.cpuMillis()) / frames);
		addLatencies(figures, "", received.latencies());
		if (received.lastLatencies().count() > 0) {
			addLatencies(figures, "last client: ", received.lastLatencies());
		}
		addDelivery(figures, received, load.lagging(this.group));
		server.addTo(figures, "");
		addLoadClient(figures, loadClient.cpuMillis() - this.loadClientBefore.cpuMillis(), frames, seconds, saturation);
		return figures;
	}

	private static void addLatencies(Figures figures, String prefix, Received.Latencies latencies) {
		figures.add(prefix + "p50, ms", latencies.millis(50)).add(prefix + "p99, ms", latencies.millis(99));
		figures.add(prefix + "p99.9, ms", latencies.millis(99.9)).add(prefix + "max, ms", latencies.millis(100));
	}

	private static void addDelivery(Figures figures, Received received, long lagging) {
		long expected = Math.max(received.frames() + received.missed(), 1);
		figures.add("frames", received.frames())
			.add("bytes per frame", (double) received.bytes() / Math.max(received.frames(), 1))
			.add("frames per read", (double) received.frames() / Math.max(received.reads(), 1));
		figures.add("delivered, %", 100.0 * received.frames() / expected);
		figures.add("missed", received.missed())
			.add("duplicates", received.duplicates())
			.add("backward", received.backward());
		figures.add("stale notices", received.stale()).add("lagging clients", lagging);
		figures.add("disconnected", received.closes().values().stream().mapToInt(Integer::intValue).sum());
	}

	private static void addLoadClient(Figures figures, long cpuMillis, long frames, double seconds,
			Saturation saturation) {
		double share = cpuMillis / 1e3 / seconds;
		figures.add("load client's CPU per frame, µs", 1e3 * cpuMillis / frames);
		figures.add("load client's CPU, % of a core", 100 * share);
		figures.add("load client's own delay p99, ms", saturation.delayMillis());
		if (saturation.isReached() || (seconds >= MIN_SECONDS_FOR_SHARE && share > MAX_LOAD_SHARE)) {
			figures.invalidate("the load client itself was saturated");
		}
	}

}
