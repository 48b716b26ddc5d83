package io.realtimeclock.benchmark.simulation;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.measure.Progress;
import io.realtimeclock.benchmark.report.Plot;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.report.Table;

/**
 * A million clients: a third of the gateways dies, and all of them are replaced one after
 * the other.
 */
public final class Simulations {

	private static final long SEED = 2026;

	private static final int CLIENTS = 1_000_000;

	private static final int GATEWAYS = 80;

	private static final int PLACES = 19_000;

	/** What one gateway was measured to make, on two cores shared with the clients. */
	private static final double HANDSHAKES_PER_SECOND = 1_500;

	private static final double DRAIN_SECONDS = 10;

	private static final double START_SECONDS = 5;

	private static final double READY_SECONDS = 10;

	private final Report report = new Report("simulation", "A million clients on eighty gateways, simulated");

	/**
	 * Run all of them and write the report.
	 * @throws IOException if it can't be written
	 */
	public void run() throws IOException {
		this.report
			.write(("Not measured but simulated: %d clients on %d gateways of %d places, of which each makes %.0f"
					+ " handshakes a second, as the one that was measured (storm.md). A load balancer spreads connections at"
					+ " random. A client without an answer tries again after 20 s.")
				.formatted(CLIENTS, GATEWAYS, PLACES, HANDSHAKES_PER_SECOND));
		zoneDies();
		deployments();
		this.report.saveAlone();
	}

	private void zoneDies() throws IOException {
		Table table = new Table(List.of("a third of the gateways dies; clients try again", "cut off",
				"handshakes in the worst second", "handshakes in all", "back: p50, s", "back: p99, s", "back: all, s"));
		Plot plot = new Plot("A third of the gateways dies", "seconds", "clients without a gateway, thousands");
		for (BackOff backOff : List.of(BackOff.EACH_SECOND, BackOff.DOUBLING, BackOff.JITTER)) {
			Progress.say("a third of the gateways dies: " + backOff.name());
			Timeline timeline = zoneDies(backOff);
			table.row(List.of(backOff.name(), Integer.toString(timeline.outages()),
					Long.toString(timeline.mostAttempts()), Long.toString(timeline.attempts()),
					Figures.text(timeline.outage(0.5)), Figures.text(timeline.outage(0.99)),
					Figures.text(timeline.outage(1))));
			plot.line(backOff.name(), seconds(60), timeline.awayThousands(60), false);
		}
		this.report.write("## A third of the gateways dies").show(plot, "simulation-zone").write(table.toString());
	}

	private static Timeline zoneDies(BackOff backOff) {
		Random random = new Random(SEED);
		Fleet fleet = filled(random, false);
		Timeline timeline = new Timeline(600, CLIENTS);
		Reconnects reconnects = new Reconnects(fleet, backOff, timeline, random);
		for (int gateway = 0; gateway < GATEWAYS / 3; gateway++) {
			fleet.setReady(gateway, false);
			for (int left = fleet.clients(gateway); left > 0; left--) {
				fleet.leave(gateway);
				reconnects.cutOff(0);
			}
		}
		reconnects.until(Double.MAX_VALUE);
		return timeline;
	}

	private void deployments() throws IOException {
		Table table = new Table(List.of("gateways replaced at a time", "the balancer takes", "takes, min",
				"reconnects a client", "handshakes in the worst second", "without a gateway at most", "for: p50, s",
				"for: p99, s", "clients on the fullest gateway"));
		Plot plot = new Plot("All gateways are replaced", "seconds", "clients without a gateway, thousands");
		for (int turn = 0; turn < 4; turn++) {
			int atATime = (turn < 2) ? 1 : 4;
			boolean emptier = turn % 2 == 1;
			String balancer = emptier ? "the emptier of two" : "any";
			Progress.say("all gateways are replaced, " + atATime + " at a time");
			Random random = new Random(SEED);
			Fleet fleet = filled(random, emptier);
			Timeline timeline = new Timeline(3600, 10 * CLIENTS);
			double end = new Deployment(fleet, timeline, random, DRAIN_SECONDS, START_SECONDS, READY_SECONDS)
				.run(atATime);
			table.row(List.of(Integer.toString(atATime), balancer, Figures.text(end / 60),
					Figures.text(timeline.outages() / (double) CLIENTS), Long.toString(timeline.mostAttempts()),
					Long.toString(timeline.mostAway()), Figures.text(timeline.outage(0.5)),
					Figures.text(timeline.outage(0.99)), Integer.toString(fleet.largest())));
			plot.line(atATime + " at a time, " + balancer, seconds(300), timeline.awayThousands(300), false);
		}
		this.report.write(
				("## All gateways are replaced%n%nEach drains its clients over %.0f s, which come back after at most half a second,"
						+ " as they are told; the new one is there %.0f s later and counts as ready after %.0f s.")
					.formatted(DRAIN_SECONDS, START_SECONDS, READY_SECONDS))
			.show(plot, "simulation-deployment")
			.write(table.toString());
	}

	private static Fleet filled(Random random, boolean emptier) {
		Fleet fleet = new Fleet(GATEWAYS, HANDSHAKES_PER_SECOND, PLACES, emptier);
		IntStream.range(0, CLIENTS).forEach((client) -> fleet.enter(fleet.pick(random)));
		return fleet;
	}

	private static List<Double> seconds(int count) {
		return DoubleStream.iterate(0, (second) -> second + 1).limit(count).boxed().toList();
	}

}
