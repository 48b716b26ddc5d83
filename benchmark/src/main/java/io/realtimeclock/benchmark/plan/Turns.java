package io.realtimeclock.benchmark.plan;

import java.util.List;

import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.scenario.Scenario;

/** One scenario for some servers, turn by turn. */
record Turns(Report report, Scenario scenario, int clients, int turns) {

	void run(List<Peer> peers) {
		for (int turn = 1; turn <= this.turns; turn++) {
			for (Peer peer : peers) {
				this.report.add(peer.name(), this.clients, turn, Turn.measure(peer, this.scenario));
			}
		}
	}

}
