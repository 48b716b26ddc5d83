package io.realtimeclock.benchmark.dashboard;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard of {@code deploy/grafana}, drawn without Grafana. */
public final class Dashboard {

	private static final Path FILE = Path.of("..", "deploy", "grafana", "dashboards", "clock.json");

	private static final int ACROSS = 3;

	private Dashboard() {
	}

	/**
	 * Draw all its panels into a PNG file.
	 * @param time how far back it reaches
	 * @throws IOException if Prometheus does not answer or the file can't be written
	 */
	public static void draw(URI prometheus, Duration time, Path picture) throws IOException {
		Prometheus source = new Prometheus(prometheus, time);
		List<XYChart> panels = new ArrayList<>();
		for (JsonNode panel : new JsonMapper().readTree(FILE.toFile()).path("panels")) {
			panels.add(new Panel(panel).draw(source));
		}
		int down = (panels.size() + ACROSS - 1) / ACROSS;
		BitmapEncoder.saveBitmap(panels, down, ACROSS, picture.toString(), BitmapFormat.PNG);
	}

}
