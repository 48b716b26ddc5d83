package io.realtimeclock.benchmark.scenario;

import io.realtimeclock.benchmark.load.Group;
import io.realtimeclock.benchmark.load.Load;
import io.realtimeclock.benchmark.load.Saturation;
import io.realtimeclock.benchmark.load.tally.Latencies;
import io.realtimeclock.benchmark.load.tally.Received;
import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.measure.Usage;
import io.realtimeclock.benchmark.process.Pause;

/**
 * A span of time in which a group of clients, the server and the load client itself are
 * watched.
 */
final class Window {

	private final Crowd crowd;

	private final Group group;

	private final long begin = System.nanoTime();

	private final OwnLoad own = new OwnLoad();

	private final Usage server;

	Window(Crowd crowd, Group group) {
		this.crowd = crowd;
		this.group = group;
		crowd.load().exchange(group);
		crowd.load().exchangeSaturation();
		this.server = Usage.of(crowd.subject().pids());
	}

	/** Watch for a while. */
	static Figures watch(Crowd crowd, Group group, double seconds) {
		Window window = new Window(crowd, group);
		Pause.seconds(seconds);
		return window.end();
	}

	Figures end() {
		Usage serverNow = Usage.of(this.crowd.subject().pids());
		this.own.end();
		Load load = this.crowd.load();
		Received tally = load.exchange(this.group);
		Saturation saturation = load.exchangeSaturation();
		double seconds = (System.nanoTime() - this.begin) / 1e9;
		long frames = Math.max(tally.frames(), 1);
		Figures figures = new Figures().add("clients", load.census(this.group).connected());
		figures.add("CPU a frame, µs", 1e3 * (serverNow.cpuMillis() - this.server.cpuMillis()) / frames);
		latencies(figures, tally.latencies());
		delivery(figures, tally, load.census(this.group).behind());
		serverNow.addTo(figures, "");
		this.own.addTo(figures, frames, seconds, saturation);
		return figures;
	}

	private static void latencies(Figures figures, Latencies latencies) {
		figures.add("p50, ms", latencies.millis(50)).add("p99, ms", latencies.millis(99));
		figures.add("p99.9, ms", latencies.millis(99.9)).add("max, ms", latencies.millis(100));
	}

	private static void delivery(Figures figures, Received tally, long behind) {
		long expected = Math.max(tally.frames() + tally.missed(), 1);
		figures.add("frames", tally.frames())
			.add("bytes a frame", (double) tally.bytes() / Math.max(tally.frames(), 1));
		figures.add("delivered, %", 100.0 * tally.frames() / expected);
		figures.add("missed", tally.missed()).add("doubled", tally.doubled()).add("backward", tally.backward());
		figures.add("stale notices", tally.stale()).add("clients left behind", behind);
		figures.add("disconnected", tally.closes().values().stream().mapToInt(Integer::intValue).sum());
	}

}
