package io.realtimeclock.benchmark.scenario;

import java.io.IOException;
import java.util.List;

import io.realtimeclock.benchmark.load.Group;
import io.realtimeclock.benchmark.load.Received;
import io.realtimeclock.benchmark.peer.SystemUnderTest;
import io.realtimeclock.benchmark.process.Wait;
import io.realtimeclock.benchmark.report.Figures;
import io.realtimeclock.benchmark.report.Report;

/**
 * Clients that stop reading, half of them temporarily and half of them permanently.
 *
 * @param percent the share of clients that stop reading
 * @param seconds how long the other clients are measured, before and during the stall
 * @param permanentSeconds how much longer the permanently stalled clients don't read
 */
record Stalled(int clients, int percent, int seconds, int permanentSeconds) implements Scenario {

	/** Below the system's minimum, which is used instead. */
	private static final int SMALL_BUFFER = 1_024;

	private static final List<String> FIGURES_OF_OTHERS = List.of("clients", "CPU per frame, µs", "p50, ms", "p99, ms",
			"frames", "missed", "resident, MB");

	@Override
	public Figures run(SystemUnderTest system) throws IOException {
		int half = this.clients * this.percent / 200;
		try (ClientPool pool = new ClientPool(system, this.clients)) {
			Group others = pool.connect("others", this.clients - 2 * half);
			Group temporary = pool.connect("temporarily stalled", half, SMALL_BUFFER);
			Group permanent = pool.connect("permanently stalled", half, SMALL_BUFFER);
			Wait.seconds(5);
			Figures before = MeasurementPeriod.measure(pool, others, this.seconds);
			Report.progress(system.name() + ": " + 2 * half + " of " + this.clients + " clients stop reading");
			pool.load().stall(temporary);
			pool.load().stall(permanent);
			Figures during = MeasurementPeriod.measure(pool, others, this.seconds);
			Received resumed = resume(pool, temporary, 5);
			Figures figures = new Figures().add("clients", this.clients)
				.add("others: p99 relative to before", during.get("p99, ms") / before.get("p99, ms"));
			addTemporary(figures, resumed, half);
			Report.progress(system.name() + ": " + half + " clients stay stalled");
			Wait.seconds(this.permanentSeconds);
			addPermanent(figures, resume(pool, permanent, 3));
			return figures.addAll("others before: ", before.retain(FIGURES_OF_OTHERS))
				.addAll("others during the stall: ", during.retain(FIGURES_OF_OTHERS));
		}
	}

	private static Received resume(ClientPool pool, Group group, int seconds) {
		pool.load().exchangeReceived(group);
		pool.load().resume(group);
		Wait.seconds(seconds);
		return pool.load().exchangeReceived(group);
	}

	private static void addTemporary(Figures figures, Received received, int clients) {
		figures.add("resumed: clients with the newest tick", received.untilNewest().count())
			.add("resumed: clients", clients);
		figures.add("resumed: old frames per client", (double) received.old() / Math.max(clients, 1));
		figures.add("resumed: skipped ticks per client", (double) received.missed() / Math.max(clients, 1));
		figures.add("resumed: time to the newest tick p99, ms", received.untilNewest().millis(99));
		received.closes().forEach((code, number) -> figures.add("resumed: closed with " + code, number));
	}

	private static void addPermanent(Figures figures, Received received) {
		figures.add("stalled permanently: still served", received.untilNewest().count());
		received.closes().forEach((code, number) -> figures.add("stalled permanently: closed with " + code, number));
	}

}
