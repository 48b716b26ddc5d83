package io.realtimeclock.benchmark.simulation;

import java.util.PriorityQueue;
import java.util.Random;

/** Clients that are cut off, and what they do until they are back. */
final class Reconnects {

	/** After which time without an answer a client tries again, seconds. */
	private static final double PATIENCE = 20;

	/** Where back-off begins for those who are told that it is full. */
	private static final int CROWDED = 4;

	private final PriorityQueue<Attempt> attempts = new PriorityQueue<>();

	private final Fleet fleet;

	private final BackOff backOff;

	private final Timeline timeline;

	private final Random random;

	Reconnects(Fleet fleet, BackOff backOff, Timeline timeline, Random random) {
		this.fleet = fleet;
		this.backOff = backOff;
		this.timeline = timeline;
		this.random = random;
	}

	/** Have a client try by its own back-off. */
	void cutOff(double time) {
		this.attempts.add(new Attempt(time + this.backOff.seconds().applyAsDouble(0, this.random), time, 1));
	}

	/** Have a client try when it was told to. */
	void sentAway(double time, double comeBack) {
		this.attempts.add(new Attempt(comeBack, time, 0));
	}

	/** Go on until the given time. */
	void until(double time) {
		while (!this.attempts.isEmpty() && this.attempts.element().time() <= time) {
			make(this.attempts.remove());
		}
	}

	private void make(Attempt attempt) {
		this.timeline.attempt(attempt.time());
		SimulatedGateway gateway = this.fleet.pick(this.random);
		double answered = gateway.answer(attempt.time());
		if (answered - attempt.time() > PATIENCE) {
			again(attempt, attempt.time() + PATIENCE, attempt.tries());
		}
		else if (gateway.enter()) {
			this.timeline.outage(attempt.cutOff(), answered);
		}
		else {
			again(attempt, answered, Math.max(CROWDED, attempt.tries()));
		}
	}

	private void again(Attempt attempt, double time, int tries) {
		double next = time + this.backOff.seconds().applyAsDouble(tries, this.random);
		this.attempts.add(new Attempt(next, attempt.cutOff(), tries + 1));
	}

}
