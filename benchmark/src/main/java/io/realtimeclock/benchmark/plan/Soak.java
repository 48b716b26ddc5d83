package io.realtimeclock.benchmark.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.report.Plot;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.scenario.Scenario;

/** A long run, with what the server holds drawn over the time. */
record Soak(Report report) {

	private static final Pattern SAMPLE = Pattern.compile("at (\\d+) s: (.*)");

	void run(Peer peer, Scenario scenario, int clients) throws IOException {
		new Turns(this.report, scenario, clients, 1).run(List.of(peer));
		new FiguresTable(this.report, 1, (name) -> !SAMPLE.matcher(name).matches()).write(List.of(peer.name()));
		Figures figures = this.report.medians(peer.name());
		draw(figures, "resident, MB", "Resident memory", "resident");
		draw(figures, "threads", "Threads", "threads");
		draw(figures, "descriptors", "Descriptors", "descriptors");
	}

	private void draw(Figures figures, String figure, String title, String file) throws IOException {
		List<Double> across = new ArrayList<>();
		List<Double> up = new ArrayList<>();
		for (Map.Entry<String, Double> entry : figures.values().entrySet()) {
			Matcher sample = SAMPLE.matcher(entry.getKey());
			if (sample.matches() && sample.group(2).equals(figure)) {
				across.add(Double.parseDouble(sample.group(1)) / 60);
				up.add(entry.getValue());
			}
		}
		Plot plot = new Plot(title + " while clients come and go", "minutes", figure);
		plot.line("gateway", across, up, false);
		this.report.show(plot, "soak-" + file);
	}

}
