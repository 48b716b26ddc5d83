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

/** A line chart. */
public final class Plot {

	private static final Color[] COLORS = { new Color(0x6B7280), new Color(0x0F62FE), new Color(0xD97706),
			new Color(0x0E9F6E) };

	private static final Color GRID = new Color(0xE5E7EB);

	private static final Color INK = new Color(0x1F2937);

	private final XYChart chart;

	private int lines;

	/** Create a plot. The axis titles include the units. */
	public Plot(String title, String xTitle, String yTitle) {
		this.chart = new XYChartBuilder().width(720)
			.height(420)
			.title(title)
			.xAxisTitle(xTitle)
			.yAxisTitle(yTitle)
			.build();
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

	/** Add a line, optionally with markers at its points. */
	public void line(String name, List<Double> x, List<Double> y, boolean markers) {
		if (x.isEmpty()) {
			return;
		}
		XYSeries series = this.chart.addSeries(name, x, y);
		Color color = COLORS[this.lines++ % COLORS.length];
		series.setLineColor(color).setLineStyle(new BasicStroke(2.2F, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
		series.setMarkerColor(color).setMarker(markers ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
	}

	void save(Path file) throws IOException {
		VectorGraphicsEncoder.saveVectorGraphic(this.chart, file.toString(), VectorGraphicsFormat.SVG);
	}

}
