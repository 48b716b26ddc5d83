package io.realtimeclock.benchmark;

import java.io.IOException;
import java.util.Optional;

import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.measure.Progress;
import io.realtimeclock.benchmark.peer.Floor;
import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.peer.Running;
import io.realtimeclock.benchmark.scenario.Scenario;
import io.realtimeclock.benchmark.scenario.Scenarios;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * The load client on the floor, compiled here: so that neither of them rots.
 */
class FloorIT {

	private static final int CLIENTS = 50;

	private final Peer floor = new Floor();

	@BeforeEach
	void requireCompiler() {
		Optional<String> lack = this.floor.lack();
		if (lack.isPresent()) {
			String sentence = "FloorIT can't run here: this machine lacks " + lack.get() + ".";
			Progress.say(sentence);
			if ("fail".equals(System.getProperty("skips"))) {
				fail(sentence);
			}
			abort(sentence);
		}
	}

	@Test
	void everyClientGetsEveryTick() throws IOException {
		Figures figures = run(Scenarios.steady(CLIENTS, 1, 3));
		assertThat(figures.get("clients")).isEqualTo(CLIENTS);
		assertThat(figures.get("frames")).isBetween(CLIENTS * 5.0, CLIENTS * 7.0);
		assertThat(figures.get("missed") + figures.get("doubled") + figures.get("backward")).isZero();
		assertThat(figures.get("delivered, %")).isEqualTo(100);
		assertThat(figures.get("p99, ms")).isPositive();
	}

	@Test
	void clientsThatComeAtOnceDisturbNobody() throws IOException {
		Figures figures = run(Scenarios.storm(CLIENTS, 10));
		assertThat(figures.get("until all hold the current tick, s")).isBetween(0.0, 10.0);
		assertThat(figures.get("first ticks that were old")).isZero();
		assertThat(figures.get("there before: missed")).isZero();
	}

	@Test
	void stalledClientsWakeUpAndGetTheNewestTick() throws IOException {
		Figures figures = run(Scenarios.stalled(CLIENTS, 20, 3, 1));
		assertThat(figures.get("woken: hold the newest tick")).isEqualTo(5);
		assertThat(figures.get("others meanwhile: missed")).isZero();
	}

	private Figures run(Scenario scenario) throws IOException {
		try (Running running = Running.start(this.floor)) {
			return scenario.run(running.subject());
		}
	}

}
