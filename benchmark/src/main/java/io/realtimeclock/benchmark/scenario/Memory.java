package io.realtimeclock.benchmark.scenario;

import java.io.IOException;

import io.realtimeclock.benchmark.load.Group;
import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.measure.Progress;
import io.realtimeclock.benchmark.measure.Usage;
import io.realtimeclock.benchmark.peer.Subject;
import io.realtimeclock.benchmark.process.Pause;

/**
 * What a further connection holds of resident memory, once some are there.
 *
 * @param settleSeconds how long is waited before each look
 */
record Memory(int few, int many, int settleSeconds) implements Scenario {

	@Override
	public Figures run(Subject subject) throws IOException {
		try (Crowd crowd = new Crowd(subject, this.many)) {
			Figures figures = new Figures().add("resident without clients, MB",
					Usage.of(subject.pids()).residentKilobytes() / 1024.0);
			Group group = crowd.join("clients", this.few);
			long atFew = look(figures, subject, this.few);
			crowd.join(group, this.many - this.few);
			long atMany = look(figures, subject, this.many);
			return figures.add("KB a further connection", (double) (atMany - atFew) / (this.many - this.few));
		}
	}

	private long look(Figures figures, Subject subject, int clients) {
		Pause.seconds(this.settleSeconds);
		Usage usage = Usage.of(subject.pids());
		Progress.say("%s: %d clients, %d KB resident".formatted(subject.name(), clients, usage.residentKilobytes()));
		usage.addTo(figures, "with " + clients + " clients: ");
		return usage.residentKilobytes();
	}

}
