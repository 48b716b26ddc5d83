package io.realtimeclock.benchmark.simulation;

import java.io.IOException;
import java.util.List;
import java.util.Random;

import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.measure.Progress;
import io.realtimeclock.benchmark.report.Plot;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.report.Table;

/**
 * All gateways are replaced, one or four at a time, behind one load balancer or another.
 */
record Deployments(Report report) {

	private static final double DRAIN_SECONDS = 10;

	private static final double START_SECONDS = 5;

	private static final double READY_SECONDS = 10;

	void run() throws IOException {
		Table table = new Table("gateways replaced at a time",
				List.of("the balancer takes", "takes, min", "reconnects a client", "handshakes in the worst second",
						"without a gateway at most", "for: p50, s", "for: p99, s", "clients on the fullest gateway"));
		Plot plot = new Plot("All gateways are replaced", "seconds", "clients without a gateway, thousands");
		for (int atATime : List.of(1, 4)) {
			replace(atATime, false, table, plot);
			replace(atATime, true, table, plot);
		}
		this.report.write(
				("## All gateways are replaced%n%nEach drains its clients over %.0f s, which come back after at most half a second,"
						+ " as they are told; the new one is there %.0f s later and counts as ready after %.0f s.")
					.formatted(DRAIN_SECONDS, START_SECONDS, READY_SECONDS))
			.show(plot, "simulation-deployment")
			.write(table.toString());
	}

	private static void replace(int atATime, boolean emptier, Table table, Plot plot) {
		Progress.say("all gateways are replaced, " + atATime + " at a time");
		String balancer = emptier ? "the emptier of two" : "any";
		Random random = Scale.random();
		Fleet fleet = Scale.filledFleet(random, emptier);
		Timeline timeline = new Timeline(3600, 10 * Scale.CLIENTS);
		Rollout rollout = new Rollout(DRAIN_SECONDS, START_SECONDS, READY_SECONDS, atATime);
		double end = new Deployment(fleet, timeline, random, rollout).run();
		Outages outages = timeline.outages();
		int largest = fleet.gateways().stream().mapToInt(SimulatedGateway::clients).max().orElseThrow();
		table.row(Integer.toString(atATime),
				List.of(balancer, Figures.text(end / 60), Figures.text(outages.count() / (double) Scale.CLIENTS),
						Long.toString(timeline.mostAttempts()), Long.toString(timeline.mostAway()),
						Figures.text(outages.quantile(0.5)), Figures.text(outages.quantile(0.99)),
						Integer.toString(largest)));
		timeline.draw(plot, atATime + " at a time, " + balancer, 300);
	}

}
