package io.realtimeclock.benchmark.measure;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What one measurement found, by names that hold the unit.
 */
public final class Figures {

	private final Map<String, Double> values = new LinkedHashMap<>();

	private @Nullable String flaw;

	/**
	 * Add a figure.
	 * @param name what it is, with its unit
	 * @param value the figure
	 * @return these figures
	 */
	public Figures add(String name, double value) {
		this.values.put(name, value);
		return this;
	}

	/**
	 * Add a number.
	 * @param name what it is
	 * @param value the number
	 * @return these figures
	 */
	public Figures add(String name, long value) {
		return add(name, (double) value);
	}

	/**
	 * Add the figures of another measurement.
	 * @param prefix what their names begin with here
	 * @param other the other figures
	 * @return these figures
	 */
	public Figures addAll(String prefix, Figures other) {
		other.values.forEach((name, value) -> add(prefix + name, value));
		if (other.flaw != null) {
			this.flaw = other.flaw;
		}
		return this;
	}

	/**
	 * Leave out all figures but some.
	 * @param names the names of those that stay
	 * @return these figures
	 */
	public Figures only(Collection<String> names) {
		this.values.keySet().retainAll(names);
		return this;
	}

	/**
	 * Declare the measurement void.
	 * @param reason why it says nothing about the server
	 * @return these figures
	 */
	public Figures spoil(String reason) {
		this.flaw = reason;
		return this;
	}

	/**
	 * Tell why the measurement is void.
	 * @return the reason, {@code null} if it is sound
	 */
	public @Nullable String flaw() {
		return this.flaw;
	}

	/**
	 * Return a figure.
	 * @param name its name
	 * @return the figure, {@code NaN} if it was not measured
	 */
	public double get(String name) {
		return this.values.getOrDefault(name, Double.NaN);
	}

	/**
	 * Return all figures.
	 * @return the figures by name
	 */
	public Map<String, Double> values() {
		return this.values;
	}

	/**
	 * Write a figure with no more digits than it has a meaning in.
	 * @param value the figure
	 * @return the text
	 */
	public static String text(double value) {
		if (Double.isNaN(value)) {
			return "–";
		}
		boolean whole = value == Math.rint(value) || Math.abs(value) >= 1000;
		return String.format(Locale.ROOT, whole ? "%.0f" : (Math.abs(value) >= 100) ? "%.1f" : "%.2f", value);
	}

	@Override
	public String toString() {
		String lines = this.values.entrySet()
			.stream()
			.map((entry) -> String.format(Locale.ROOT, "  %-44s %12s", entry.getKey(), text(entry.getValue())))
			.collect(Collectors.joining("\n"));
		return (this.flaw != null) ? lines + "\n  VOID: " + this.flaw : lines;
	}

}
