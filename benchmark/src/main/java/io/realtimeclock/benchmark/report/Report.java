package io.realtimeclock.benchmark.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.measure.Progress;

/** One file of results, with its raw figures beside it. */
public final class Report {

	private final Measurements measurements = new Measurements();

	private final StringBuilder text = new StringBuilder();

	private final Path folder;

	private final String name;

	/** Begin a report, whose files are called by a name. */
	public Report(String name, String title) {
		this(Path.of("results"), name, title);
	}

	Report(Path folder, String name, String title) {
		this.folder = folder;
		this.name = name;
		this.text.append("# ").append(title).append("\n\n");
	}

	/**
	 * Keep what was found of a server in a turn, from 1 on. Its raw figures are written
	 * at once, so that an interrupted run is not lost.
	 */
	public void add(String peer, int clients, int turn, Figures figures) {
		this.measurements.add(new Measurement(peer, clients, turn, figures));
		try {
			write(".csv", this.measurements.csv());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Progress.say(peer + ", " + clients + " clients, turn " + turn + "\n" + figures);
	}

	/** Return with which numbers of clients there are measurements. */
	public List<Integer> sizes() {
		return this.measurements.sizes();
	}

	/** Return the medians of a server's turns. */
	public Figures medians(String peer) {
		return this.measurements.medians((measurement) -> measurement.isOf(peer));
	}

	/** Return the medians of a server's turns with so many clients. */
	public Figures medians(String peer, int clients) {
		return this.measurements.medians((measurement) -> measurement.isOf(peer) && measurement.clients() == clients);
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
	 * Write the file of what was measured.
	 * @throws IOException if it can't be written
	 */
	public void save() throws IOException {
		save("Measured on " + Provenance.describe() + ": " + Machine.describe() + ". All raw figures: [" + this.name
				+ ".csv](" + this.name + ".csv).");
	}

	/**
	 * Write the file of what was not measured, so that it is the same on any machine.
	 * @throws IOException if it can't be written
	 */
	public void saveAlone() throws IOException {
		save("Made on " + Provenance.describe() + ".");
	}

	private void save(String end) throws IOException {
		write(end);
		write(".md", this.text.toString().stripTrailing() + "\n");
		Progress.say("written: benchmark/results/" + this.name + ".md");
	}

	private void write(String ending, String content) throws IOException {
		Files.createDirectories(this.folder);
		Files.writeString(this.folder.resolve(this.name + ending), content);
	}

}
