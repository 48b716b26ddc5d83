package io.realtimeclock.benchmark.plan;

import java.io.IOException;
import java.util.concurrent.CancellationException;

import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.measure.Progress;
import io.realtimeclock.benchmark.peer.Peer;
import io.realtimeclock.benchmark.peer.Running;
import io.realtimeclock.benchmark.scenario.Scenario;

/** Starts a server, measures it and stops it. */
final class Turn {

	private Turn() {
	}

	/** Measure a server. If it fails, the others are measured all the same. */
	static Figures measure(Peer peer, Scenario scenario) {
		Progress.say("starting " + peer.name());
		try (Running running = Running.start(peer)) {
			return scenario.run(running.subject());
		}
		catch (CancellationException ex) {
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			return new Figures().spoil("it failed: " + ex.getMessage());
		}
	}

}
