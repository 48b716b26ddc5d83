package io.realtimeclock.benchmark.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.realtimeclock.benchmark.measure.Progress;

/** One file of results, with its raw figures beside it. */
public final class Report {

	private final Path folder;

	private final List<Measurement> measurements = new ArrayList<>();

	private final StringBuilder text = new StringBuilder();

	private final String name;

	/** Begin a report. */
	public Report(String name, String title) {
		this(Path.of("results"), name, title);
	}

	Report(Path folder, String name, String title) {
		this.folder = folder;
		this.name = name;
		this.text.append("# ").append(title).append("\n\n");
	}

	/**
	 * Keep a measurement. Its raw figures are written at once, so that an interrupted run
	 * is not lost.
	 */
	public void add(Measurement measurement) {
		this.measurements.add(measurement);
		try {
			Files.createDirectories(this.folder);
			Files.writeString(this.folder.resolve(this.name + ".csv"), Csv.of(this.measurements));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Progress.say(measurement.peer() + ", " + measurement.clients() + " clients, turn " + measurement.turn() + "\n"
				+ measurement.figures());
	}

	/** Return all measurements. */
	public List<Measurement> measurements() {
		return this.measurements;
	}

	/** Write a paragraph, a table or whatever Markdown there is. */
	public Report write(String part) {
		this.text.append(part.stripTrailing()).append("\n\n");
		return this;
	}

	/**
	 * Draw a plot and show it.
	 * @param file the name of its file, without the ending
	 * @throws IOException if it can't be written
	 */
	public Report show(Plot plot, String file) throws IOException {
		Files.createDirectories(this.folder);
		plot.save(this.folder.resolve(file + ".svg"));
		return write("![" + plot.title() + "](" + file + ".svg)");
	}

	/**
	 * Write the files of measurements.
	 * @throws IOException if they can't be written
	 */
	public void save() throws IOException {
		write("Measured on " + made() + ": " + Machine.describe() + ". All raw figures: [" + this.name + ".csv]("
				+ this.name + ".csv).");
		saveText();
	}

	/**
	 * Write the files of what was not measured, so that it is the same on any machine.
	 * @throws IOException if they can't be written
	 */
	public void saveAlone() throws IOException {
		write("Made on " + made() + ".");
		saveText();
	}

	private static String made() {
		String command = Optional.ofNullable(System.getenv("BENCHMARK_COMMAND")).orElse("benchmark/run").strip();
		return Instant.now().truncatedTo(ChronoUnit.MINUTES) + " by `" + command + "`";
	}

	private void saveText() throws IOException {
		Files.createDirectories(this.folder);
		Files.writeString(this.folder.resolve(this.name + ".md"), this.text.toString().stripTrailing() + "\n");
		Progress.say("written: benchmark/results/" + this.name + ".md");
	}

}
