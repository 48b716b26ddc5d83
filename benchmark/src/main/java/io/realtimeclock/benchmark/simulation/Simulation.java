package io.realtimeclock.benchmark.simulation;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.realtimeclock.benchmark.report.Figures;
import io.realtimeclock.benchmark.report.Plot;
import io.realtimeclock.benchmark.report.Report;

/**
 * A million clients whose gateways fail or are replaced.
 */
public final class Simulation {

	private static final int CLIENTS = 1_000_000;

	private static final int GATEWAYS = 80;

	private static final int MAX_CONNECTIONS = 19_000;

	/** Measured for one gateway on two cores shared with the load client. */
	private static final double HANDSHAKES_PER_SECOND = 1_500;

	private static final long SEED = 2026;

	private static final double DRAIN_SECONDS = 10;

	private static final double START_SECONDS = 5;

	private static final double READY_SECONDS = 10;

	private static final double DRAIN_STEP_SECONDS = 0.1;

	private static final double MAX_RETRY_AFTER_SECONDS = 0.5;

	private final Report report = new Report("simulation", "A million clients on eighty gateways, simulated");

	/** Run the simulation and write its report. */
	public void run() throws IOException {
		this.report
			.write(("These figures are simulated, not measured: %d clients on %d gateways of %d connections. Each"
					+ " gateway makes %.0f handshakes per second, like the measured one (storm.md). The load balancer picks"
					+ " gateways at random. A client without a response tries again after 20 s.")
				.formatted(CLIENTS, GATEWAYS, MAX_CONNECTIONS, HANDSHAKES_PER_SECOND));
		failZone();
		replaceGateways();
		this.report.saveComputed();
	}

	private void failZone() throws IOException {
		Report.Table table = new Report.Table("back-off of the clients",
				List.of("disconnected", "handshakes in the busiest second", "handshakes in total",
						"reconnected: p50, s", "reconnected: p99, s", "reconnected: all, s"));
		Plot plot = new Plot("A third of the gateways fails", "seconds", "disconnected clients, thousands");
		for (BackOff backOff : List.of(BackOff.EVERY_SECOND, BackOff.EXPONENTIAL, BackOff.WITH_JITTER)) {
			Report.progress("a third of the gateways fails: " + backOff.name());
			Timeline timeline = failZone(backOff);
			table.row(backOff.name(),
					List.of(Integer.toString(timeline.outages()), Long.toString(timeline.maxAttempts()),
							Long.toString(timeline.attempts()), Figures.text(timeline.outageQuantile(0.5)),
							Figures.text(timeline.outageQuantile(0.99)), Figures.text(timeline.outageQuantile(1))));
			timeline.draw(plot, backOff.name(), 60);
		}
		this.report.write("## A third of the gateways fails").show(plot, "simulation-zone").write(table.toString());
	}

	private static Timeline failZone(BackOff backOff) {
		Random random = new Random(SEED);
		Fleet fleet = fullFleet(random, false);
		Timeline timeline = new Timeline(600, CLIENTS);
		Reconnects reconnects = new Reconnects(fleet, backOff, timeline, random);
		for (Fleet.Gateway gateway : fleet.gateways().subList(0, GATEWAYS / 3)) {
			fleet.setReady(gateway, false);
			for (int clients = gateway.clients(); clients > 0; clients--) {
				gateway.disconnect();
				reconnects.connectionLost(0);
			}
		}
		reconnects.runUntil(Double.MAX_VALUE);
		return timeline;
	}

	private static Fleet fullFleet(Random random, boolean lessLoaded) {
		Fleet fleet = new Fleet(GATEWAYS, HANDSHAKES_PER_SECOND, MAX_CONNECTIONS, lessLoaded);
		IntStream.range(0, CLIENTS).forEach((client) -> fleet.pick(random).connect());
		return fleet;
	}

	private void replaceGateways() throws IOException {
		Report.Table table = new Report.Table("gateways replaced at a time",
				List.of("load balancer picks", "duration, min", "reconnects per client",
						"handshakes in the busiest second", "max disconnected clients", "outage: p50, s",
						"outage: p99, s", "clients on the fullest gateway"));
		Plot plot = new Plot("All gateways are replaced", "seconds", "disconnected clients, thousands");
		for (int atATime : List.of(1, 4)) {
			replaceGateways(atATime, false, table, plot);
			replaceGateways(atATime, true, table, plot);
		}
		this.report
			.write(("## All gateways are replaced%n%nEach gateway disconnects its clients over %.0f s and asks them to"
					+ " reconnect after at most half a second. The new gateway has started %.0f s later and is ready after"
					+ " another %.0f s.")
				.formatted(DRAIN_SECONDS, START_SECONDS, READY_SECONDS))
			.show(plot, "simulation-deployment")
			.write(table.toString());
	}

	private static void replaceGateways(int atATime, boolean lessLoaded, Report.Table table, Plot plot) {
		Report.progress("all gateways are replaced, " + atATime + " at a time");
		String pick = lessLoaded ? "the less loaded of two" : "at random";
		Random random = new Random(SEED);
		Fleet fleet = fullFleet(random, lessLoaded);
		Timeline timeline = new Timeline(3600, 10 * CLIENTS);
		double end = replaceGateways(atATime, fleet, timeline, random);
		int largest = fleet.gateways().stream().mapToInt(Fleet.Gateway::clients).max().orElseThrow();
		table.row(Integer.toString(atATime),
				List.of(pick, Figures.text(end / 60), Figures.text(timeline.outages() / (double) CLIENTS),
						Long.toString(timeline.maxAttempts()), Long.toString(timeline.maxDisconnected()),
						Figures.text(timeline.outageQuantile(0.5)), Figures.text(timeline.outageQuantile(0.99)),
						Integer.toString(largest)));
		timeline.draw(plot, atATime + " at a time, " + pick, 300);
	}

	/** Replace all gateways and return the seconds it took. */
	private static double replaceGateways(int atATime, Fleet fleet, Timeline timeline, Random random) {
		Reconnects reconnects = new Reconnects(fleet, BackOff.WITH_JITTER, timeline, random);
		double time = 0;
		List<Fleet.Gateway> all = fleet.gateways();
		for (int first = 0; first < all.size(); first += atATime) {
			List<Fleet.Gateway> batch = all.subList(first, Math.min(first + atATime, all.size()));
			batch.forEach((gateway) -> fleet.setReady(gateway, false));
			drain(batch, time, reconnects, random);
			time += DRAIN_SECONDS + START_SECONDS;
			reconnects.runUntil(time);
			batch.forEach((gateway) -> fleet.setReady(gateway, true));
			time += READY_SECONDS;
			reconnects.runUntil(time);
		}
		reconnects.runUntil(Double.MAX_VALUE);
		return time;
	}

	private static void drain(List<Fleet.Gateway> gateways, double begin, Reconnects reconnects, Random random) {
		int steps = (int) Math.round(DRAIN_SECONDS / DRAIN_STEP_SECONDS);
		for (int step = 1; step <= steps; step++) {
			double now = begin + step * DRAIN_STEP_SECONDS;
			for (Fleet.Gateway gateway : gateways) {
				int clients = (int) Math.ceil(gateway.clients() / (double) (steps - step + 1));
				for (int i = 0; i < clients; i++) {
					gateway.disconnect();
					reconnects.disconnected(now, now + random.nextDouble() * MAX_RETRY_AFTER_SECONDS);
				}
			}
			reconnects.runUntil(now);
		}
	}

}
