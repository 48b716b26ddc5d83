package io.realtimeclock.benchmark.dashboard;

import java.awt.BasicStroke;
import java.io.IOException;
import java.util.List;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;
import tools.jackson.databind.JsonNode;

/** One of the dashboard's panels, as Grafana has it. */
record Panel(JsonNode content) {

	private static final int WIDTH = 420;

	private static final int HEIGHT = 250;

	private static final int LEGIBLE = 4;

	/**
	 * Draw it.
	 * @throws IOException if Prometheus does not answer
	 */
	XYChart draw(Prometheus prometheus) throws IOException {
		XYChart chart = new XYChartBuilder().width(WIDTH)
			.height(HEIGHT)
			.title(this.content.path("title").asString())
			.xAxisTitle("seconds ago")
			.build();
		PanelStyle.apply(chart.getStyler(), prometheus.time());
		for (JsonNode target : this.content.path("targets")) {
			for (Series series : prometheus.ask(target.path("expr").asString())) {
				add(chart, series.name(target.path("legendFormat").asString()), series.seconds(), series.values());
			}
		}
		if (chart.getSeriesMap().isEmpty()) {
			add(chart, "nothing", List.of(0.0), List.of(0.0));
		}
		// More would not fit below it
		chart.getStyler().setLegendVisible(chart.getSeriesMap().size() <= LEGIBLE);
		return chart;
	}

	private static void add(XYChart chart, String name, List<Double> seconds, List<Double> values) {
		if (!seconds.isEmpty() && !chart.getSeriesMap().containsKey(name)) {
			chart.addSeries(name, seconds, values)
				.setMarker(SeriesMarkers.NONE)
				.setLineStyle(new BasicStroke(1.6F, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
		}
	}

}
