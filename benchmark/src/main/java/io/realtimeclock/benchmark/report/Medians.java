package io.realtimeclock.benchmark.report;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.DoubleStream;

import io.realtimeclock.benchmark.measure.Figures;

/**
 * Makes one measurement of several turns. Void ones are left out as long as there is one
 * that is sound.
 */
final class Medians {

	private Medians() {
	}

	/** Return the median of each figure, void if all turns are. */
	static Figures of(List<Figures> turns) {
		List<Figures> sound = turns.stream().filter((figures) -> figures.flaw() == null).toList();
		List<Figures> used = sound.isEmpty() ? turns : sound;
		Set<String> names = new LinkedHashSet<>();
		used.forEach((figures) -> names.addAll(figures.values().keySet()));
		Figures medians = new Figures();
		names.forEach((name) -> medians.add(name, median(used.stream().mapToDouble((figures) -> figures.get(name)))));
		if (sound.isEmpty() && !turns.isEmpty()) {
			medians.spoil(Objects.requireNonNull(turns.get(0).flaw()));
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
