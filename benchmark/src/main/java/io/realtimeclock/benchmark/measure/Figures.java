package io.realtimeclock.benchmark.measure;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** What one measurement found, by names that hold the unit. */
public final class Figures {

	private final Map<String, Double> values = new LinkedHashMap<>();

	private @Nullable String flaw;

	/** Add a figure, whose name holds its unit. */
	public Figures add(String name, double value) {
		this.values.put(name, value);
		return this;
	}

	/** Add a number. */
	public Figures add(String name, long value) {
		return add(name, (double) value);
	}

	/** Add the figures of another measurement, with a prefix to their names. */
	public Figures addAll(String prefix, Figures other) {
		other.values.forEach((name, value) -> add(prefix + name, value));
		if (other.flaw != null) {
			this.flaw = other.flaw;
		}
		return this;
	}

	/** Leave out all figures but those with the given names. */
	public Figures only(Collection<String> names) {
		this.values.keySet().retainAll(names);
		return this;
	}

	/** Declare the measurement void, as it says nothing about the server. */
	public Figures spoil(String reason) {
		this.flaw = reason;
		return this;
	}

	/** Tell why the measurement is void, {@code null} if it is sound. */
	public @Nullable String flaw() {
		return this.flaw;
	}

	/** Return a figure, {@code NaN} if it was not measured. */
	public double get(String name) {
		return this.values.getOrDefault(name, Double.NaN);
	}

	/** Return all figures by name. */
	public Map<String, Double> values() {
		return this.values;
	}

	/** Write a figure with no more digits than it has a meaning in. */
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
