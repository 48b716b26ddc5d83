package io.realtimeclock.benchmark;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Draws the dashboard of {@code deploy/grafana} without Grafana.
 *
 * @param prometheus the URL of the Prometheus server
 * @param time the time range, which ends now
 */
record Dashboard(URI prometheus, Duration time) {

	private static final Path DEFINITION = Path.of("..", "deploy", "grafana", "dashboards", "clock.json");

	private static final JsonMapper JSON = new JsonMapper();

	private static final int COLUMNS = 3;

	private static final int STEP_SECONDS = 2;

	/** More entries don't fit into the legend. */
	private static final int MAX_LEGEND_ENTRIES = 4;

	/** Draw all panels into a PNG file. */
	void draw(Path picture) throws IOException {
		List<XYChart> charts = new ArrayList<>();
		for (JsonNode panel : JSON.readTree(DEFINITION.toFile()).path("panels")) {
			charts.add(chart(panel));
		}
		int rows = (charts.size() + COLUMNS - 1) / COLUMNS;
		BitmapEncoder.saveBitmap(charts, rows, COLUMNS, picture.toString(), BitmapFormat.PNG);
	}

	private XYChart chart(JsonNode panel) throws IOException {
		XYChart chart = new XYChartBuilder().width(420)
			.height(250)
			.title(panel.path("title").asString())
			.xAxisTitle("seconds ago")
			.build();
		for (JsonNode target : panel.path("targets")) {
			addSeries(chart, target.path("expr").asString(), target.path("legendFormat").asString());
		}
		if (chart.getSeriesMap().isEmpty()) {
			addSeries(chart, "no data", List.of(0.0), List.of(0.0));
		}
		XYStyler style = chart.getStyler();
		style.setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false).setChartTitleBoxVisible(false);
		style.setChartTitleFont(font(Font.BOLD, 13)).setLegendFont(font(Font.PLAIN, 10));
		style.setLegendPosition(LegendPosition.OutsideS).setLegendLayout(XYStyler.LegendLayout.Horizontal);
		style.setLegendBorderColor(Color.WHITE).setLegendSeriesLineLength(8);
		style.setAxisTickLabelsFont(font(Font.PLAIN, 10)).setAxisTitleFont(font(Font.PLAIN, 10));
		style.setYAxisMin(0.0).setXAxisMin((double) -this.time.toSeconds());
		style.setXAxisMax(0.0).setXAxisDecimalPattern("0");
		style.setLegendVisible(chart.getSeriesMap().size() <= MAX_LEGEND_ENTRIES);
		return chart;
	}

	private static Font font(int style, int size) {
		return new Font(Font.SANS_SERIF, style, size);
	}

	/** Query Prometheus and add its results to a chart. */
	private void addSeries(XYChart chart, String expression, String legendFormat) throws IOException {
		Instant now = Instant.now();
		URI query = this.prometheus
			.resolve("/api/v1/query_range?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8) + "&start="
					+ now.minus(this.time) + "&end=" + now + "&step=" + STEP_SECONDS);
		try (InputStream response = query.toURL().openStream()) {
			for (JsonNode result : JSON.readTree(response).at("/data/result")) {
				List<Double> seconds = new ArrayList<>();
				List<Double> values = new ArrayList<>();
				for (JsonNode sample : result.path("values")) {
					double value = Double.parseDouble(sample.path(1).asString());
					if (Double.isFinite(value)) {
						seconds.add(sample.path(0).asDouble() - now.toEpochMilli() / 1000.0);
						values.add(value);
					}
				}
				addSeries(chart, name(legendFormat, result.path("metric")), seconds, values);
			}
		}
	}

	private static void addSeries(XYChart chart, String name, List<Double> seconds, List<Double> values) {
		if (!seconds.isEmpty() && !chart.getSeriesMap().containsKey(name)) {
			chart.addSeries(name, seconds, values)
				.setMarker(SeriesMarkers.NONE)
				.setLineStyle(new BasicStroke(1.6F, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
		}
	}

	/** Replace the labels in a legend format as Grafana does. */
	private static String name(String legendFormat, JsonNode labels) {
		String name = legendFormat;
		for (Map.Entry<String, JsonNode> label : labels.properties()) {
			name = name.replace("{{" + label.getKey() + "}}", label.getValue().asString());
		}
		return name;
	}

}
