package io.realtimeclock.benchmark.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.realtimeclock.benchmark.load.Group;
import io.realtimeclock.benchmark.load.Received;
import io.realtimeclock.benchmark.peer.SystemUnderTest;
import io.realtimeclock.benchmark.process.Wait;
import io.realtimeclock.benchmark.report.Figures;
import io.realtimeclock.benchmark.report.Report;

/** Clients that connect while others, the residents, are connected already. */
record Storm(int clients, double perSecond, int residents) implements Scenario {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private static final double CALM_SECONDS = 10;

	private static final List<String> FIGURES_OF_RESIDENTS = List.of("clients", "frames", "missed", "duplicates",
			"backward", "lagging clients", "p99, ms", "load client's own delay p99, ms");

	@Override
	public Figures run(SystemUnderTest system) throws IOException {
		try (ClientPool pool = new ClientPool(system, this.clients + this.residents)) {
			Group residents = pool.connect("residents", this.residents);
			Wait.seconds(5);
			Report.progress(system.name() + ": " + this.clients + " clients connect");
			Group storm = new Group("storm");
			MeasurementPeriod period = new MeasurementPeriod(pool, residents);
			Usage before = Usage.of(system.pids());
			long begin = System.currentTimeMillis();
			pool.startConnecting(storm, this.clients, this.perSecond, 0);
			pool.awaitTicks(storm, this.clients, LIMIT);
			Usage after = Usage.of(system.pids());
			Figures during = period.end();
			Received received = pool.load().exchangeReceived(storm);
			Figures figures = figures(received, begin).addAll("residents: ", during.retain(FIGURES_OF_RESIDENTS));
			Figures calm = MeasurementPeriod.measure(pool, storm, CALM_SECONDS);
			// The server's CPU in the calm period includes the residents' ticks
			double ticks = (received.frames() + during.get("frames")) * calm.get("CPU per frame, µs") * this.clients
					/ (this.clients + this.residents);
			double cpu = 1e3 * (after.cpuMillis() - before.cpuMillis());
			figures.add("CPU per handshake, ms", (cpu - ticks) / 1e3 / this.clients);
			return after.addTo(figures, "");
		}
	}

	private Figures figures(Received received, long begin) {
		double seconds = (received.lastFirstMicros() / 1e3 - begin) / 1e3;
		Figures figures = new Figures().add("clients", this.clients);
		figures.add("until all have the current tick, s", seconds);
		figures.add("handshakes per second", this.clients / seconds);
		figures.add("ticks received meanwhile", received.frames());
		figures.add("old first ticks", received.old());
		figures.add("connect to first tick p50, ms", received.untilTick().millis(50));
		figures.add("connect to first tick p99, ms", received.untilTick().millis(99));
		return figures.add("missed by new clients", received.missed())
			.add("duplicates for new clients", received.duplicates());
	}

}
