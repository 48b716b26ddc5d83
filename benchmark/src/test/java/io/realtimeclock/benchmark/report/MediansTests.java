package io.realtimeclock.benchmark.report;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MediansTests {

	@Test
	void medianOfThreeTurnsIsTheMiddleOne() {
		assertThat(Medians.of(List.of(figures(3), figures(100), figures(1))).get("p99, ms")).isEqualTo(3);
	}

	@Test
	void medianOfTwoTurnsIsTheirAverage() {
		assertThat(Medians.of(List.of(figures(2), figures(4))).get("p99, ms")).isEqualTo(3);
	}

	@Test
	void invalidTurnIsIgnoredIfAnotherIsValid() {
		Figures medians = Medians.of(List.of(figures(1000).invalidate("saturated"), figures(2)));
		assertThat(medians.get("p99, ms")).isEqualTo(2);
		assertThat(medians.invalidReason()).isNull();
	}

	@Test
	void mediansAreInvalidIfAllTurnsAre() {
		assertThat(Medians.of(List.of(figures(1).invalidate("saturated"))).invalidReason()).isEqualTo("saturated");
	}

	@Test
	void ratioHasTheRangeOfItsTurns() {
		assertThat(Medians.ratio(List.of(figures(1.13), figures(1.31), figures(1.2)), "p99, ms"))
			.isEqualTo("1.20 (1.13–1.31)");
	}

	@Test
	void turnsOnBothSidesOfOneAreNoDifference() {
		assertThat(Medians.ratio(List.of(figures(0.97), figures(1.08), figures(1.04)), "p99, ms"))
			.isEqualTo("≈ 1 (0.97–1.08)");
	}

	@Test
	void ratioOfOneTurnSaysSo() {
		assertThat(Medians.ratio(List.of(figures(1.13), figures(9).invalidate("saturated")), "p99, ms"))
			.isEqualTo("1.13 (one turn)");
	}

	@Test
	void ratioOfNoValidTurnIsADash() {
		assertThat(Medians.ratio(List.of(figures(9).invalidate("saturated")), "p99, ms")).isEqualTo("–");
	}

	private static Figures figures(double value) {
		return new Figures().add("p99, ms", value);
	}

}
