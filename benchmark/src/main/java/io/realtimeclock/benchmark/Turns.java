package io.realtimeclock.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;

import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.report.Figures;
import io.realtimeclock.benchmark.report.Report;
import io.realtimeclock.benchmark.scenario.Scenario;

/** Measures servers in turns. */
record Turns(Report report, Scenario scenario, int clients, int turns) {

	void run(List<Peer> peers) {
		for (int turn = 1; turn <= this.turns; turn++) {
			for (Peer peer : peers) {
				this.report.add(peer.name(), this.clients, turn, measure(peer, this.scenario, this.report));
			}
		}
	}

	/** Start, measure and stop a server. If that fails, the measurement is invalid. */
	static Figures measure(Peer peer, Scenario scenario, Report report) {
		Report.progress("starting " + peer.name());
		peer.flags().ifPresent((flags) -> report.addJvmFlags(peer.name(), flags));
		try {
			return peer.measure(scenario::run);
		}
		catch (CancellationException ex) {
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			return new Figures().invalidate("it failed: " + ex.getMessage());
		}
	}

}
