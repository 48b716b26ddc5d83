package io.realtimeclock.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import io.realtimeclock.benchmark.feed.Feed;
import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.report.Figures;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.scenario.Scenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * Runs the load client against the floor, and with a feed against the gateway, too.
 */
@Tag("long")
class FloorIT {

	private static final int CLIENTS = 50;

	private final Peer floor = Peer.floor();

	@BeforeEach
	void requireCompiler() {
		Optional<String> missing = this.floor.missing();
		if (missing.isPresent()) {
			String sentence = "FloorIT can't run on this machine, missing: " + missing.get() + ".";
			Report.progress(sentence);
			if ("fail".equals(System.getProperty("skips"))) {
				fail(sentence);
			}
			abort(sentence);
		}
	}

	@Test
	void everyClientReceivesEveryTick() throws IOException {
		Figures figures = run(Scenario.steady(CLIENTS, 1, 3));
		assertThat(figures.get("clients")).isEqualTo(CLIENTS);
		assertThat(figures.get("frames")).isBetween(CLIENTS * 5.0, CLIENTS * 7.0);
		assertThat(figures.get("missed") + figures.get("duplicates") + figures.get("backward")).isZero();
		assertThat(figures.get("delivered, %")).isEqualTo(100);
		assertThat(figures.get("p99, ms")).isPositive();
	}

	@Test
	void clientsConnectingAtOnceDoNotDisturbOthers() throws IOException {
		Figures figures = run(Scenario.storm(CLIENTS, 10));
		assertThat(figures.get("until all have the current tick, s")).isBetween(0.0, 10.0);
		assertThat(figures.get("old first ticks")).isZero();
		assertThat(figures.get("residents: missed")).isZero();
	}

	@Test
	void resumedClientsReceiveTheNewestTick() throws IOException {
		Figures figures = run(Scenario.stalled(CLIENTS, 20, 3, 1));
		assertThat(figures.get("resumed: clients with the newest tick")).isEqualTo(5);
		assertThat(figures.get("others during the stall: missed")).isZero();
	}

	@Test
	void everyClientOfAFeedReceivesItsKeys() throws IOException {
		Feed feed = new Feed(100, 100, 100, Duration.ofSeconds(1), 5, Integer.MAX_VALUE);
		for (Peer peer : Peer.ofFeed(feed)) {
			assertReceives(peer, peer.measure(Scenario.steady(CLIENTS, 1, 5)::run), 3, 7);
		}
	}

	@Test
	void everyOtherServerSendsEachValueOfAFeed() throws IOException {
		Feed feed = new Feed(100, 100, 100, Duration.ZERO, 5, Integer.MAX_VALUE);
		for (Peer peer : Peer.allOf(feed)) {
			// everyClientOfAFeedReceivesItsKeys has a gateway
			if (peer.missing().isPresent() || peer.name().startsWith("gateway")) {
				continue;
			}
			assertReceives(peer, peer.measure(Scenario.steady(CLIENTS, 2, 5)::run), 4, 6);
		}
	}

	/** Each of five keys of a client changes once per second. */
	private static void assertReceives(Peer peer, Figures figures, double leastSeconds, double mostSeconds) {
		assertThat(figures.get("clients")).as(peer.name()).isEqualTo(CLIENTS);
		assertThat(figures.get("frames") + figures.get("missed")).as(peer.name())
			.isBetween(CLIENTS * 5 * leastSeconds, CLIENTS * 5 * mostSeconds);
		assertThat(figures.get("duplicates") + figures.get("backward") + figures.get("lagging clients")).as(peer.name())
			.isZero();
	}

	private Figures run(Scenario scenario) throws IOException {
		return this.floor.measure(scenario::run);
	}

}
