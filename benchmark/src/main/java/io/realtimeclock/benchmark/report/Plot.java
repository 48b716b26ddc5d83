package io.realtimeclock.benchmark.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines over an axis. */
public final class Plot {

	private static final Color[] COLOURS = { new Color(0x6B7280), new Color(0x0F62FE), new Color(0xD97706),
			new Color(0x0E9F6E) };

	private static final Color GRID = new Color(0xE5E7EB);

	private static final Color INK = new Color(0x1F2937);

	private final XYChart chart;

	private int lines;

	/** Begin a plot, whose axes are named with their units. */
	public Plot(String title, String across, String up) {
		this.chart = new XYChartBuilder().width(720).height(420).title(title).xAxisTitle(across).yAxisTitle(up).build();
		XYStyler style = this.chart.getStyler();
		style.setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false);
		style.setChartFontColor(INK).setChartTitleBoxVisible(false).setChartTitleFont(font(Font.BOLD, 16));
		style.setLegendFont(font(Font.PLAIN, 13)).setLegendPosition(LegendPosition.OutsideS);
		style.setLegendLayout(XYStyler.LegendLayout.Horizontal).setLegendBorderColor(Color.WHITE);
		style.setAxisTitleFont(font(Font.PLAIN, 13)).setAxisTickLabelsFont(font(Font.PLAIN, 12));
		style.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(new BasicStroke(1)).setAxisTickMarksColor(GRID);
		style.setAxisTickLabelsColor(INK).setYAxisMin(0.0).setXAxisMin(0.0).setMarkerSize(7);
		style.setXAxisDecimalPattern("#,###").setYAxisDecimalPattern("#,###.#").setChartPadding(16);
	}

	private static Font font(int style, int size) {
		return new Font(Font.SANS_SERIF, style, size);
	}

	String title() {
		return this.chart.getTitle();
	}

	/** Add a line, whose points may be marked. */
	public void line(String name, List<Double> across, List<Double> up, boolean marked) {
		if (across.isEmpty()) {
			return;
		}
		XYSeries series = this.chart.addSeries(name, across, up);
		Color colour = COLOURS[this.lines++ % COLOURS.length];
		series.setLineColor(colour).setLineStyle(new BasicStroke(2.2F, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
		series.setMarkerColor(colour).setMarker(marked ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
	}

	void save(Path file) throws IOException {
		VectorGraphicsEncoder.saveVectorGraphic(this.chart, file.toString(), VectorGraphicsFormat.SVG);
	}

}
