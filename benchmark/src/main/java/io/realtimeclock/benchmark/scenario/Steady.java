package io.realtimeclock.benchmark.scenario;

import java.io.IOException;

import io.realtimeclock.benchmark.load.Group;
import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.measure.Progress;
import io.realtimeclock.benchmark.peer.Subject;
import io.realtimeclock.benchmark.process.Pause;

/**
 * Clients that are there and read every tick.
 *
 * @param warmUpSeconds how long they are there before anything is measured
 */
record Steady(int clients, int warmUpSeconds, int seconds) implements Scenario {

	@Override
	public Figures run(Subject subject) throws IOException {
		try (Crowd crowd = new Crowd(subject, this.clients)) {
			Group group = crowd.join("clients", this.clients);
			Progress.say(subject.name() + ": " + this.clients + " clients are there");
			Pause.seconds(this.warmUpSeconds);
			return Window.watch(crowd, group, this.seconds);
		}
	}

}
