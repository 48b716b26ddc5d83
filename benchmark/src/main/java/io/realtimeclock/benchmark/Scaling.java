package io.realtimeclock.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.report.Figures;
import io.realtimeclock.benchmark.report.Plot;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.scenario.Scenario;

/** The cost over the number of clients and of gateways. */
final class Scaling {

	private final Report report = new Report("scaling", "Cost by number of clients");

	private final Settings settings;

	private final List<Integer> clientNumbers;

	private final List<Peer> peers;

	Scaling(Settings settings) {
		this.settings = settings;
		this.clientNumbers = settings.quick() ? List.of(500, 1_500, 3_000) : List.of(1_000, 5_000, 15_000, 19_000);
		this.peers = settings.peers("floor", "gateway", "gateway-x2", "gateway-x4");
	}

	void run() throws IOException {
		for (int turn = 1; turn <= this.settings.turns(); turn++) {
			for (int clients : this.clientNumbers) {
				for (Peer peer : this.peers) {
					Report.progress("turn %d of %d: %s, %d clients".formatted(turn, this.settings.turns(), peer.name(),
							clients));
					measure(peer, clients, turn);
				}
			}
		}
		this.report.write("The gateways of a system share the clients; all processes share the cores with the load"
				+ " client. Turns: " + this.settings.turns()
				+ ". The figures are their medians; resident memory is the sum over the gateways.");
		show("CPU per frame, µs");
		show("p99, ms");
		show("resident, MB");
		this.report.save();
	}

	private void measure(Peer peer, int clients, int turn) {
		if (peer.missing().isEmpty()) {
			Scenario steady = Scenario.steady(clients, this.settings.warmUpSeconds(), this.settings.seconds());
			this.report.add(peer.name(), clients, turn, Turns.measure(peer, steady, this.report));
		}
	}

	/** Show a figure over the number of clients, as a plot and as a table. */
	private void show(String figure) throws IOException {
		Report.Table table = new Report.Table(figure,
				this.clientNumbers.stream().map((clients) -> clients + " clients").toList());
		Plot plot = new Plot(figure.replaceAll(",.*", ""), "clients", figure);
		for (Peer peer : this.peers) {
			List<Double> values = this.clientNumbers.stream()
				.map((clients) -> median(peer.name(), clients, figure))
				.toList();
			table.row(peer.name(), values.stream().map(Figures::text).toList());
			draw(plot, peer.name(), values);
		}
		this.report.show(plot,
				"scaling-" + figure.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "").toLowerCase(Locale.ROOT));
		this.report.write(table.toString());
	}

	/** Draw the valid measurements. */
	private void draw(Plot plot, String peer, List<Double> values) {
		List<Double> x = new ArrayList<>();
		List<Double> y = new ArrayList<>();
		for (int i = 0; i < values.size(); i++) {
			if (!values.get(i).isNaN()) {
				x.add((double) this.clientNumbers.get(i));
				y.add(values.get(i));
			}
		}
		plot.line(peer, x, y, true);
	}

	private double median(String peer, int clients, String figure) {
		Figures medians = this.report.medians(peer, clients);
		return (medians.invalidReason() != null) ? Double.NaN : medians.get(figure);
	}

}
