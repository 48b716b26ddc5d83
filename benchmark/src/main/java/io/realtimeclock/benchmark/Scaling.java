package io.realtimeclock.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.measure.Progress;
import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.peer.Peers;
import io.realtimeclock.benchmark.report.Measurement;
import io.realtimeclock.benchmark.report.Medians;
import io.realtimeclock.benchmark.report.Plot;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.report.Table;
import io.realtimeclock.benchmark.scenario.Scenarios;

/** How cost grows with the clients and with the gateways. */
final class Scaling {

	private static final List<String> SHOWN = List.of("CPU a frame, µs", "p99, ms", "resident, MB");

	private final Report report = new Report("scaling", "How cost grows");

	private final Settings settings;

	Scaling(Settings settings) {
		this.settings = settings;
	}

	void run() throws IOException {
		List<Integer> sizes = this.settings.quick() ? List.of(500, 1_500, 3_000)
				: List.of(1_000, 5_000, 15_000, 19_000);
		List<String> names = this.settings.only("floor", "gateway", "gateway-x2", "gateway-x4");
		for (int turn = 1; turn <= this.settings.turns(); turn++) {
			for (int clients : sizes) {
				for (String name : names) {
					Progress.say("turn %d of %d: %s, %d clients".formatted(turn, this.settings.turns(), name, clients));
					measure(Peers.named(name), clients, turn);
				}
			}
		}
		this.report
			.write("Clients are shared by the gateways of a system; all run on the same cores as the load client."
					+ " Turns: " + this.settings.turns()
					+ ", of which these are medians; resident memory is the sum over the gateways.");
		for (String figure : SHOWN) {
			show(figure, sizes, names);
		}
		this.report.save();
	}

	private void measure(Peer peer, int clients, int turn) {
		if (peer.lack().isEmpty()) {
			Figures figures = Turn.measure(peer,
					Scenarios.steady(clients, this.settings.warmUp(), this.settings.seconds()));
			this.report.add(new Measurement(peer.name(), clients, turn, figures));
		}
	}

	private void show(String figure, List<Integer> sizes, List<String> names) throws IOException {
		List<String> heads = new ArrayList<>(List.of(figure));
		sizes.forEach((size) -> heads.add(size + " clients"));
		Table table = new Table(heads);
		Plot plot = new Plot(figure.replaceAll(",.*", ""), "clients", figure);
		for (String name : names) {
			List<Double> values = sizes.stream().map((size) -> median(name, size, figure)).toList();
			List<String> row = new ArrayList<>(List.of(name));
			values.forEach((value) -> row.add(Figures.text(value)));
			table.row(row);
			draw(plot, name, sizes, values);
		}
		this.report.show(plot,
				"scaling-" + figure.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "").toLowerCase(Locale.ROOT));
		this.report.write(table.toString());
	}

	/** Draw what there is: a void measurement leaves a gap. */
	private static void draw(Plot plot, String name, List<Integer> sizes, List<Double> values) {
		List<Double> across = new ArrayList<>();
		List<Double> up = new ArrayList<>();
		for (int i = 0; i < sizes.size(); i++) {
			if (!values.get(i).isNaN()) {
				across.add((double) sizes.get(i));
				up.add(values.get(i));
			}
		}
		plot.line(name, across, up, true);
	}

	private double median(String peer, int clients, String figure) {
		Figures medians = Medians.of(this.report.measurements()
			.stream()
			.filter((measurement) -> measurement.peer().equals(peer) && measurement.clients() == clients)
			.map(Measurement::figures)
			.toList());
		return (medians.flaw() != null) ? Double.NaN : medians.get(figure);
	}

}
