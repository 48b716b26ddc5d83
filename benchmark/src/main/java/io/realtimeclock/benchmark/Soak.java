package io.realtimeclock.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.report.Figures;
import io.realtimeclock.benchmark.report.Plot;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.scenario.Scenario;

/** A long run, with plots of the server's resources over time. */
final class Soak {

	static final String TITLE = "Clients that leave and are replaced";

	private static final Pattern SAMPLE = Pattern.compile("at (\\d+) s: (.*)");

	private final String name;

	private final String plotted;

	private final Report report;

	private final Settings settings;

	private Soak(String name, String title, String plotted, Settings settings) {
		this.name = name;
		this.plotted = plotted;
		this.report = new Report(name, title);
		this.settings = settings;
	}

	static Soak ofClientsThatLeave(Settings settings) {
		return new Soak("soak", TITLE, "while clients leave and are replaced", settings);
	}

	static Soak ofClientsThatStay(Settings settings) {
		return new Soak("tails", "The same clients for a long time", "of the same clients", settings);
	}

	void run(Peer peer, Scenario churn) throws IOException {
		new Turns(this.report, churn, this.settings.clients(), 1).run(List.of(peer));
		new FiguresTable(this.report, 1, (name) -> !SAMPLE.matcher(name).matches()).write(List.of(peer.name()));
		Figures figures = this.report.medians(peer.name());
		draw(figures, "resident, MB", "Resident memory", "resident");
		draw(figures, "threads", "Threads", "threads");
		draw(figures, "descriptors", "Descriptors", "descriptors");
		this.report.save();
	}

	private void draw(Figures figures, String figure, String title, String file) throws IOException {
		List<Double> x = new ArrayList<>();
		List<Double> y = new ArrayList<>();
		for (Map.Entry<String, Double> entry : figures.values().entrySet()) {
			Matcher sample = SAMPLE.matcher(entry.getKey());
			if (sample.matches() && sample.group(2).equals(figure)) {
				x.add(Double.parseDouble(sample.group(1)) / 60);
				y.add(entry.getValue());
			}
		}
		Plot plot = new Plot(title + " " + this.plotted, "minutes", figure);
		plot.line("gateway", x, y, false);
		this.report.show(plot, this.name + "-" + file);
	}

}
