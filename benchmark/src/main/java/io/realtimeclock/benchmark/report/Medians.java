package io.realtimeclock.benchmark.report;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Combines the measurements of several turns. Invalid ones are ignored if there is a
 * valid one.
 */
final class Medians {

	private Medians() {
	}

	/** Return the median of each figure, invalid if all turns are. */
	static Figures of(List<Figures> turns) {
		List<Figures> valid = turns.stream().filter((figures) -> figures.invalidReason() == null).toList();
		List<Figures> used = valid.isEmpty() ? turns : valid;
		Set<String> names = new LinkedHashSet<>();
		used.forEach((figures) -> names.addAll(figures.values().keySet()));
		Figures medians = new Figures();
		names.forEach((name) -> medians.add(name, median(used.stream().mapToDouble((figures) -> figures.get(name)))));
		if (valid.isEmpty() && !turns.isEmpty()) {
			medians.invalidate(Objects.requireNonNull(turns.get(0).invalidReason()));
		}
		return medians;
	}

	/**
	 * Return the median of a ratio with the lowest and the highest of its turns. If one
	 * is below and another above 1, the turns don't show which server is better.
	 */
	static String ratio(List<Figures> turns, String name) {
		double[] ratios = turns.stream()
			.filter((figures) -> figures.invalidReason() == null)
			.mapToDouble((figures) -> figures.get(name))
			.filter((value) -> !Double.isNaN(value))
			.sorted()
			.toArray();
		if (ratios.length == 0) {
			return Figures.text(Double.NaN);
		}
		double lowest = ratios[0];
		double highest = ratios[ratios.length - 1];
		String median = (lowest <= 1 && highest >= 1) ? "≈ 1" : Figures.text(median(Arrays.stream(ratios)));
		return median + ((ratios.length == 1) ? " (one turn)"
				: " (" + Figures.text(lowest) + "–" + Figures.text(highest) + ")");
	}

	static double median(DoubleStream values) {
		double[] sorted = values.filter((value) -> !Double.isNaN(value)).sorted().toArray();
		int middle = sorted.length / 2;
		if (sorted.length == 0) {
			return Double.NaN;
		}
		double[] middles = Arrays.copyOfRange(sorted, (sorted.length % 2 == 0) ? middle - 1 : middle, middle + 1);
		return Arrays.stream(middles).average().getAsDouble();
	}

}
