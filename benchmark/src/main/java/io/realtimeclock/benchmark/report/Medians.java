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
