package io.realtimeclock.benchmark.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.realtimeclock.benchmark.load.Group;
import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.measure.Progress;
import io.realtimeclock.benchmark.measure.Usage;
import io.realtimeclock.benchmark.peer.Subject;
import io.realtimeclock.benchmark.process.Pause;

/**
 * Clients that come and go for a long time.
 *
 * @param percent how many of them leave, and as many come, each second
 */
record Churn(int clients, int percent, int minutes) implements Scenario {

	private static final int SAMPLE_SECONDS = 10;

	@Override
	public Figures run(Subject subject) throws IOException {
		int each = Math.max(1, this.clients * this.percent / 100);
		// Who comes may be there before the one who leaves has left
		try (Crowd crowd = new Crowd(subject, this.clients + each)) {
			Group group = crowd.join("clients", this.clients);
			Pause.seconds(SAMPLE_SECONDS);
			List<Usage> samples = new ArrayList<>();
			Window window = new Window(crowd, group);
			long seconds = this.minutes * 60L;
			long begin = System.nanoTime();
			for (int second = 0; second < seconds; second++) {
				if (second % SAMPLE_SECONDS == 0) {
					samples.add(sample(subject, second));
				}
				crowd.load().leave(group, each);
				crowd.come(group, each, 2.0 * each, 0);
				Pause.seconds(second + 1 - (System.nanoTime() - begin) / 1e9);
			}
			samples.add(sample(subject, seconds));
			Pause.seconds(2);
			return figures(window.end(), samples);
		}
	}

	private static Usage sample(Subject subject, long second) {
		Usage usage = Usage.of(subject.pids());
		Progress.say("%s: %4d s, %d KB resident, %d threads, %d descriptors".formatted(subject.name(), second,
				usage.residentKilobytes(), usage.threads(), usage.descriptors()));
		return usage;
	}

	private static Figures figures(Figures figures, List<Usage> samples) {
		for (int i = 0; i < samples.size(); i++) {
			samples.get(i).addTo(figures, "at " + i * SAMPLE_SECONDS + " s: ");
		}
		return figures;
	}

}
