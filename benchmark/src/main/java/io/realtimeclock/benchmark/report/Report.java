package io.realtimeclock.benchmark.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Markdown file in {@code results}, with the raw figures of all turns as CSV. */
public final class Report {

	private static final Pattern SECTION = Pattern.compile("(?m)^(?=## )");

	private final List<Measurement> measurements = new ArrayList<>();

	private final Set<String> jvmFlags = new LinkedHashSet<>();

	private final StringBuilder text = new StringBuilder();

	private final Path folder;

	private final String name;

	/** The heading of this section of the file, empty if the report is the whole file. */
	private final String section;

	/** Create a report with the name of its files, without extension. */
	public Report(String name, String title) {
		this(Path.of("results"), name, title);
	}

	Report(Path folder, String name, String title) {
		this(folder, name, title, "");
	}

	Report(Path folder, String name, String title, String section) {
		this.folder = folder;
		this.name = name;
		this.section = section;
		this.text.append(section.isEmpty() ? "# " : "## ").append(title).append("\n\n");
	}

	/**
	 * Create a report that replaces one section of a file.
	 * @param section the short name of the section in the CSV file
	 */
	public static Report section(String name, String title, String section) {
		return new Report(Path.of("results"), name, title, section);
	}

	/** Print progress to the terminal, in one or more lines. */
	@SuppressWarnings("SystemOut") // the program's output, not its log
	public static void progress(String message) {
		System.out.println(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + message);
	}

	/**
	 * Add the figures of one turn, counted from 1. The CSV file is written at once, so
	 * that an interrupted run keeps them.
	 */
	public void add(String peer, int clients, int turn, Figures figures) {
		this.measurements.add(new Measurement(peer, clients, turn, figures));
		try {
			write(".csv", csv());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		progress(peer + ", " + clients + " clients, turn " + turn + "\n" + figures);
	}

	/** Name the JVM flags of a measured server. */
	public void addJvmFlags(String peer, String flags) {
		this.jvmFlags.add(peer + "'s JVM flags: `" + flags + "`");
	}

	/** Return the numbers of clients that were measured. */
	public List<Integer> clientNumbers() {
		return this.measurements.stream().map(Measurement::clients).distinct().toList();
	}

	/** Return the medians over all turns of a peer. */
	public Figures medians(String peer) {
		return medians((measurement) -> measurement.peer().equals(peer));
	}

	/** Return the medians over all turns of a peer with a number of clients. */
	public Figures medians(String peer, int clients) {
		return medians((measurement) -> measurement.peer().equals(peer) && measurement.clients() == clients);
	}

	/**
	 * Return the median of a ratio over all turns of a peer, with their range;
	 * {@code ≈ 1} if the turns lie on both sides of 1.
	 */
	public String ratio(String peer, int clients, String name) {
		return Medians
			.ratio(figures((measurement) -> measurement.peer().equals(peer) && measurement.clients() == clients), name);
	}

	private Figures medians(Predicate<Measurement> filter) {
		return Medians.of(figures(filter));
	}

	private List<Figures> figures(Predicate<Measurement> filter) {
		return this.measurements.stream().filter(filter).map(Measurement::figures).toList();
	}

	/** Append a Markdown block such as a paragraph or a table. */
	public Report write(String markdown) {
		this.text.append(markdown.stripTrailing()).append("\n\n");
		return this;
	}

	/**
	 * Save a plot as SVG and append a link to it.
	 * @param file the name of its file, without extension
	 * @throws IOException if it can't be written
	 */
	public Report show(Plot plot, String file) throws IOException {
		Files.createDirectories(this.folder);
		plot.save(this.folder.resolve(file + ".svg"));
		return write("![" + plot.title() + "](" + file + ".svg)");
	}

	/** Replace this section in the file, and keep the others. */
	private String withOtherSections(String text) throws IOException {
		Path file = this.folder.resolve(this.name + ".md");
		String old = Files.exists(file) ? Files.readString(file) : "# " + this.name + "\n\n";
		Map<String, String> sections = new LinkedHashMap<>();
		Stream.concat(SECTION.splitAsStream(old), Stream.of(text))
			.forEach((part) -> sections.put(part.lines().findFirst().orElse(""), part.strip()));
		return String.join("\n\n", sections.values());
	}

	/** Save a report of measurements, with the machine they were made on. */
	public void save() throws IOException {
		String flags = this.jvmFlags.stream().map(", "::concat).collect(Collectors.joining());
		save("Measured on " + Provenance.command() + ": " + Provenance.machine() + flags + ". Raw figures: ["
				+ this.name + ".csv](" + this.name + ".csv).");
	}

	/** Save a report of computed figures, which do not depend on the machine. */
	public void saveComputed() throws IOException {
		save("Computed on " + Provenance.command() + ".");
	}

	private void save(String lastParagraph) throws IOException {
		write(lastParagraph);
		String content = this.text.toString();
		write(".md", (this.section.isEmpty() ? content : withOtherSections(content)).stripTrailing() + "\n");
		progress("wrote benchmark/results/" + this.name + ".md");
	}

	private void write(String extension, String content) throws IOException {
		Files.createDirectories(this.folder);
		Files.writeString(this.folder.resolve(this.name + extension), content);
	}

	private String csv() throws IOException {
		StringBuilder csv = new StringBuilder("server,clients,turn,invalid,figure,value\n");
		String prefix = this.section.isEmpty() ? "" : this.section + ": ";
		Path file = this.folder.resolve(this.name + ".csv");
		if (!prefix.isEmpty() && Files.exists(file)) {
			Files.readAllLines(file)
				.stream()
				.skip(1)
				.filter((line) -> !line.startsWith(prefix))
				.forEach((line) -> csv.append(line).append('\n'));
		}
		for (Measurement measurement : this.measurements) {
			String columns = prefix + measurement.peer() + "," + measurement.clients() + "," + measurement.turn() + ","
					+ (measurement.figures().invalidReason() != null) + ",";
			measurement.figures()
				.values()
				.forEach((figure, value) -> csv.append(columns)
					.append('"')
					.append(figure.replace("\"", "\"\""))
					.append("\",")
					.append(value)
					.append('\n'));
		}
		return csv.toString();
	}

	private record Measurement(String peer, int clients, int turn, Figures figures) {
	}

	/** A Markdown table with figures in all columns but the first. */
	public static final class Table {

		private final StringBuilder text = new StringBuilder();

		private final int figures;

		/** Create a table with its column titles. */
		public Table(String first, List<String> figures) {
			this.figures = figures.size();
			row(first, figures);
			row("---", Collections.nCopies(this.figures, "---:"));
		}

		/** Add a row with one figure per column. */
		public Table row(String first, List<String> figures) {
			if (figures.size() != this.figures) {
				throw new IllegalArgumentException(
						"A row has " + figures.size() + " figures instead of " + this.figures + ": " + figures);
			}
			this.text.append("| ").append(first).append(" | ").append(String.join(" | ", figures)).append(" |\n");
			return this;
		}

		@Override
		public String toString() {
			return this.text.toString();
		}

	}

}
