package io.realtimeclock.benchmark.plan;

import java.io.IOException;
import java.util.List;

import io.realtimeclock.benchmark.measure.Progress;
import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.scenario.Scenarios;

/** How cost grows with the clients and with the gateways. */
final class Scaling {

	private final Report report = new Report("scaling", "How cost grows");

	private final Settings settings;

	Scaling(Settings settings) {
		this.settings = settings;
	}

	void run() throws IOException {
		List<Integer> sizes = this.settings.quick() ? List.of(500, 1_500, 3_000)
				: List.of(1_000, 5_000, 15_000, 19_000);
		List<String> names = this.settings.only("floor", "gateway", "gateway-x2", "gateway-x4");
		for (int turn = 1; turn <= this.settings.turns(); turn++) {
			for (int clients : sizes) {
				for (String name : names) {
					Progress.say("turn %d of %d: %s, %d clients".formatted(turn, this.settings.turns(), name, clients));
					measure(Peers.named(name), clients, turn);
				}
			}
		}
		this.report
			.write("Clients are shared by the gateways of a system; all run on the same cores as the load client."
					+ " Turns: " + this.settings.turns()
					+ ", of which these are medians; resident memory is the sum over the gateways.");
		Growth growth = new Growth(this.report, sizes, names);
		growth.show("CPU a frame, µs");
		growth.show("p99, ms");
		growth.show("resident, MB");
		this.report.save();
	}

	private void measure(Peer peer, int clients, int turn) {
		if (peer.lack().isEmpty()) {
			this.report.add(peer.name(), clients, turn,
					Turn.measure(peer, Scenarios.steady(clients, this.settings.warmUp(), this.settings.seconds())));
		}
	}

}
