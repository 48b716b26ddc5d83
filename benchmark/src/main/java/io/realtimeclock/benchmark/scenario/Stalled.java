package io.realtimeclock.benchmark.scenario;

import java.io.IOException;
import java.util.List;

import io.realtimeclock.benchmark.load.Group;
import io.realtimeclock.benchmark.load.tally.Received;
import io.realtimeclock.benchmark.measure.Figures;
import io.realtimeclock.benchmark.measure.Progress;
import io.realtimeclock.benchmark.peer.Subject;
import io.realtimeclock.benchmark.process.Pause;

/**
 * Some clients stop reading, one half for a while and one half for good.
 *
 * @param percent how many of them stop reading
 * @param seconds how long the others are watched, before and meanwhile
 * @param forGoodSeconds how much longer those stay stalled that don't come back
 */
record Stalled(int clients, int percent, int seconds, int forGoodSeconds) implements Scenario {

	/** The system makes more of it, but as little as it can. */
	private static final int TINY_BUFFER = 1_024;

	private static final List<String> OF_OTHERS = List.of("clients", "CPU a frame, µs", "p50, ms", "p99, ms", "frames",
			"missed", "resident, MB");

	@Override
	public Figures run(Subject subject) throws IOException {
		int half = this.clients * this.percent / 200;
		try (Crowd crowd = new Crowd(subject, this.clients)) {
			Group others = crowd.join("others", this.clients - 2 * half);
			Group awhile = crowd.join("stalled for a while", half, TINY_BUFFER);
			Group forGood = crowd.join("stalled for good", half, TINY_BUFFER);
			Pause.seconds(5);
			Figures before = Window.watch(crowd, others, this.seconds);
			Progress.say(subject.name() + ": " + 2 * half + " of " + this.clients + " clients stop reading");
			crowd.load().stall(awhile);
			crowd.load().stall(forGood);
			Figures meanwhile = Window.watch(crowd, others, this.seconds);
			Received woken = wake(crowd, awhile, 5);
			Figures figures = new Figures().add("clients", this.clients)
				.add("others' p99 against before", meanwhile.get("p99, ms") / before.get("p99, ms"));
			woken(figures, woken, half);
			Progress.say(subject.name() + ": " + half + " clients stay stalled");
			Pause.seconds(this.forGoodSeconds);
			dismissed(figures, wake(crowd, forGood, 3));
			return figures.addAll("others before: ", before.only(OF_OTHERS))
				.addAll("others meanwhile: ", meanwhile.only(OF_OTHERS));
		}
	}

	private static Received wake(Crowd crowd, Group group, int seconds) {
		crowd.load().exchange(group);
		crowd.load().wake(group);
		Pause.seconds(seconds);
		return crowd.load().exchange(group);
	}

	private static void woken(Figures figures, Received tally, int clients) {
		figures.add("woken: hold the newest tick", tally.untilNewest().count()).add("woken: of", clients);
		figures.add("woken: old frames a client", (double) tally.old() / Math.max(clients, 1));
		figures.add("woken: ticks left out a client", (double) tally.missed() / Math.max(clients, 1));
		figures.add("woken: until the newest p99, ms", tally.untilNewest().millis(99));
		tally.closes().forEach((code, number) -> figures.add("woken: closed with " + code, number));
	}

	private static void dismissed(Figures figures, Received tally) {
		figures.add("stalled for good: still served", tally.untilNewest().count());
		tally.closes().forEach((code, number) -> figures.add("stalled for good: closed with " + code, number));
	}

}
