package io.realtimeclock.benchmark.dashboard;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
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
		style(chart.getStyler(), prometheus.time().toSeconds());
		for (JsonNode target : this.content.path("targets")) {
			for (Prometheus.Series series : prometheus.ask(target.path("expr").asString())) {
				add(chart, name(target.path("legendFormat").asString(), series.labels()), series.seconds(),
						series.values());
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

	private static String name(String format, Map<String, String> labels) {
		String name = format;
		for (Map.Entry<String, String> label : labels.entrySet()) {
			name = name.replace("{{" + label.getKey() + "}}", label.getValue());
		}
		return name;
	}

	private static void style(XYStyler style, long seconds) {
		style.setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false).setChartTitleBoxVisible(false);
		style.setChartTitleFont(font(Font.BOLD, 13)).setLegendFont(font(Font.PLAIN, 10));
		style.setLegendPosition(LegendPosition.OutsideS).setLegendLayout(XYStyler.LegendLayout.Horizontal);
		style.setLegendBorderColor(Color.WHITE).setLegendSeriesLineLength(8);
		style.setAxisTickLabelsFont(font(Font.PLAIN, 10)).setAxisTitleFont(font(Font.PLAIN, 10));
		style.setYAxisMin(0.0).setXAxisMin((double) -seconds).setXAxisMax(0.0).setXAxisDecimalPattern("0");
	}

	private static Font font(int style, int size) {
		return new Font(Font.SANS_SERIF, style, size);
	}

}
