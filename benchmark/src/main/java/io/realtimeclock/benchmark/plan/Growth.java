package io.realtimeclock.benchmark.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.report.Plot;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.report.Table;

/** One figure over the number of clients, as a plot and as a table. */
record Growth(Report report, List<Integer> sizes, List<String> peers) {

	void show(String figure) throws IOException {
		Table table = new Table(figure, this.sizes.stream().map((size) -> size + " clients").toList());
		Plot plot = new Plot(figure.replaceAll(",.*", ""), "clients", figure);
		for (String peer : this.peers) {
			List<Double> values = this.sizes.stream().map((size) -> median(peer, size, figure)).toList();
			table.row(peer, values.stream().map(Figures::text).toList());
			draw(plot, peer, values);
		}
		this.report.show(plot,
				"scaling-" + figure.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-$", "").toLowerCase(Locale.ROOT));
		this.report.write(table.toString());
	}

	/** Draw what there is: a void measurement leaves a gap. */
	private void draw(Plot plot, String peer, List<Double> values) {
		List<Double> across = new ArrayList<>();
		List<Double> up = new ArrayList<>();
		for (int i = 0; i < this.sizes.size(); i++) {
			if (!values.get(i).isNaN()) {
				across.add((double) this.sizes.get(i));
				up.add(values.get(i));
			}
		}
		plot.line(peer, across, up, true);
	}

	private double median(String peer, int clients, String figure) {
		Figures medians = this.report.medians(peer, clients);
		return (medians.flaw() != null) ? Double.NaN : medians.get(figure);
	}

}
