package io.realtimeclock.benchmark.report;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** The figures of one measurement. Each name includes the unit. */
public final class Figures {

	private final Map<String, Double> values = new LinkedHashMap<>();

	private @Nullable String invalidReason;

	public Figures add(String name, double value) {
		this.values.put(name, value);
		return this;
	}

	public Figures add(String name, long value) {
		return add(name, (double) value);
	}

	/** Add the figures of another measurement with a prefix. */
	public Figures addAll(String prefix, Figures other) {
		other.values.forEach((name, value) -> add(prefix + name, value));
		if (other.invalidReason != null) {
			this.invalidReason = other.invalidReason;
		}
		return this;
	}

	/** Remove all figures except those with the given names. */
	public Figures retain(Collection<String> names) {
		this.values.keySet().retainAll(names);
		return this;
	}

	/** Mark the measurement as invalid: it does not describe the server. */
	public Figures invalidate(String reason) {
		this.invalidReason = reason;
		return this;
	}

	/** Return why the measurement is invalid, {@code null} if it is valid. */
	public @Nullable String invalidReason() {
		return this.invalidReason;
	}

	/** Return a figure, {@code NaN} if it was not measured. */
	public double get(String name) {
		return this.values.getOrDefault(name, Double.NaN);
	}

	public Map<String, Double> values() {
		return this.values;
	}

	/** Format a figure with its significant digits only. */
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
		return (this.invalidReason != null) ? lines + "\n  INVALID: " + this.invalidReason : lines;
	}

}
