package io.realtimeclock.benchmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.realtimeclock.benchmark.measure.Figures;

/** All that was measured for one report. */
final class Measurements {

	private final List<Measurement> all = new ArrayList<>();

	void add(Measurement measurement) {
		this.all.add(measurement);
	}

	List<Integer> sizes() {
		return this.all.stream().map(Measurement::clients).distinct().toList();
	}

	Figures medians(Predicate<Measurement> wanted) {
		return Medians.of(this.all.stream().filter(wanted).map(Measurement::figures).toList());
	}

	String csv() {
		return Csv.of(this.all);
	}

}
