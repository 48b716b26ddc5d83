package io.realtimeclock.benchmark.dashboard;

import java.awt.Color;
import java.awt.Font;
import java.time.Duration;

import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;

/** How a small chart among others looks. */
final class PanelStyle {

	private PanelStyle() {
	}

	static void apply(XYStyler style, Duration time) {
		style.setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false).setChartTitleBoxVisible(false);
		style.setChartTitleFont(font(Font.BOLD, 13)).setLegendFont(font(Font.PLAIN, 10));
		style.setLegendPosition(LegendPosition.OutsideS).setLegendLayout(XYStyler.LegendLayout.Horizontal);
		style.setLegendBorderColor(Color.WHITE).setLegendSeriesLineLength(8);
		style.setAxisTickLabelsFont(font(Font.PLAIN, 10)).setAxisTitleFont(font(Font.PLAIN, 10));
		style.setYAxisMin(0.0).setXAxisMin((double) -time.toSeconds()).setXAxisMax(0.0).setXAxisDecimalPattern("0");
	}

	private static Font font(int style, int size) {
		return new Font(Font.SANS_SERIF, style, size);
	}

}
