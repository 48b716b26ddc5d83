package io.realtimeclock.benchmark.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.realtimeclock.benchmark.load.Group;
import io.realtimeclock.benchmark.load.tally.Received;
import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.measure.Progress;
import io.realtimeclock.benchmark.measure.Usage;
import io.realtimeclock.benchmark.peer.Subject;
import io.realtimeclock.benchmark.process.Pause;

/** Clients that all connect at once, beside some residents that are there already. */
record Storm(int clients, int residents) implements Scenario {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private static final double CALM_SECONDS = 10;

	private static final List<String> OF_RESIDENTS = List.of("clients", "frames", "missed", "doubled", "p99, ms",
			"load client's own delay p99, ms");

	@Override
	public Figures run(Subject subject) throws IOException {
		try (Crowd crowd = new Crowd(subject, this.clients + this.residents)) {
			Group there = crowd.join("there before", this.residents);
			Pause.seconds(5);
			Progress.say(subject.name() + ": " + this.clients + " clients connect at once");
			Group storm = new Group("storm");
			Window window = new Window(crowd, there);
			Usage before = Usage.of(subject.pids());
			long begin = System.currentTimeMillis();
			crowd.come(storm, this.clients, Crowd.AT_ONCE, 0);
			crowd.await(storm, this.clients, LIMIT);
			Usage after = Usage.of(subject.pids());
			Figures meanwhile = window.end();
			Received tally = crowd.load().exchange(storm);
			Figures figures = figures(tally, begin).addAll("there before: ", meanwhile.only(OF_RESIDENTS));
			Figures calm = Window.watch(crowd, storm, CALM_SECONDS);
			// A group's share of the ticks is paid for with the other group's
			double ticks = (tally.frames() + meanwhile.get("frames")) * calm.get("CPU a frame, µs") * this.clients
					/ (this.clients + this.residents);
			double cpu = 1e3 * (after.cpuMillis() - before.cpuMillis());
			figures.add("CPU a handshake, ms", (cpu - ticks) / 1e3 / this.clients);
			return after.addTo(figures, "");
		}
	}

	private Figures figures(Received storm, long begin) {
		double seconds = (storm.lastFirstMicros() / 1e3 - begin) / 1e3;
		Figures figures = new Figures().add("clients", this.clients);
		figures.add("until all hold the current tick, s", seconds);
		figures.add("handshakes a second", this.clients / seconds);
		figures.add("ticks that came meanwhile", storm.frames());
		figures.add("first ticks that were old", storm.old());
		figures.add("connect to first tick p50, ms", storm.untilTick().millis(50));
		figures.add("connect to first tick p99, ms", storm.untilTick().millis(99));
		return figures.add("missed by the new ones", storm.missed()).add("doubled for the new ones", storm.doubled());
	}

}
