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
 * A third of the gateways dies, and their clients try again by one back-off or another.
 */
record ZoneOutage(Report report) {

	void run() throws IOException {
		Table table = new Table("a third of the gateways dies; clients try again", List.of("cut off",
				"handshakes in the worst second", "handshakes in all", "back: p50, s", "back: p99, s", "back: all, s"));
		Plot plot = new Plot("A third of the gateways dies", "seconds", "clients without a gateway, thousands");
		for (BackOff backOff : List.of(BackOff.EACH_SECOND, BackOff.DOUBLING, BackOff.JITTER)) {
			Progress.say("a third of the gateways dies: " + backOff.name());
			Timeline timeline = timeline(backOff);
			Outages outages = timeline.outages();
			table.row(backOff.name(),
					List.of(Integer.toString(outages.count()), Long.toString(timeline.mostAttempts()),
							Long.toString(timeline.attempts()), Figures.text(outages.quantile(0.5)),
							Figures.text(outages.quantile(0.99)), Figures.text(outages.quantile(1))));
			timeline.draw(plot, backOff.name(), 60);
		}
		this.report.write("## A third of the gateways dies").show(plot, "simulation-zone").write(table.toString());
	}

	private static Timeline timeline(BackOff backOff) {
		Random random = Scale.random();
		Fleet fleet = Scale.filledFleet(random, false);
		Timeline timeline = new Timeline(600, Scale.CLIENTS);
		Reconnects reconnects = new Reconnects(fleet, backOff, timeline, random);
		for (SimulatedGateway gateway : fleet.gateways().subList(0, Scale.GATEWAYS / 3)) {
			fleet.setReady(gateway, false);
			for (int left = gateway.clients(); left > 0; left--) {
				gateway.leave();
				reconnects.cutOff(0);
			}
		}
		reconnects.until(Double.MAX_VALUE);
		return timeline;
	}

}
