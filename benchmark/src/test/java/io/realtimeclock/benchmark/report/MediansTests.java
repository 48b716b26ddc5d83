package io.realtimeclock.benchmark.report;

import java.util.List;

import io.realtimeclock.benchmark.measure.Figures;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MediansTests {

	@Test
	void theMedianOfThreeTurnsIsTheMiddleOne() {
		assertThat(Medians.of(List.of(figures(3), figures(100), figures(1))).get("p99, ms")).isEqualTo(3);
	}

	@Test
	void theMedianOfTwoTurnsLiesBetweenThem() {
		assertThat(Medians.of(List.of(figures(2), figures(4))).get("p99, ms")).isEqualTo(3);
	}

	@Test
	void aVoidTurnDoesNotCountBesideASoundOne() {
		Figures medians = Medians.of(List.of(figures(1000).spoil("saturated"), figures(2)));
		assertThat(medians.get("p99, ms")).isEqualTo(2);
		assertThat(medians.flaw()).isNull();
	}

	@Test
	void onlyVoidTurnsAreVoid() {
		assertThat(Medians.of(List.of(figures(1).spoil("saturated"))).flaw()).isEqualTo("saturated");
	}

	private static Figures figures(double value) {
		return new Figures().add("p99, ms", value);
	}

}
