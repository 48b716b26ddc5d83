package io.realtimeclock.benchmark.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/** The connection attempts of disconnected clients. */
final class Reconnects {

	/** The time without a response after which a client tries again. */
	private static final double TIMEOUT_SECONDS = 20;

	/** The first back-off step after a response that the gateway is full. */
	private static final int ATTEMPTS_IF_FULL = 4;

	private final PriorityQueue<Attempt> attempts = new PriorityQueue<>(Comparator.comparingDouble(Attempt::time));

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

	/** Schedule the reconnect of a client that lost its connection. */
	void connectionLost(double time) {
		this.attempts.add(new Attempt(time + this.backOff.seconds().applyAsDouble(0, this.random), time, 1));
	}

	/** Schedule the reconnect of a client at the time requested by its gateway. */
	void disconnected(double time, double reconnectTime) {
		this.attempts.add(new Attempt(reconnectTime, time, 0));
	}

	/** Make all attempts until the given time. */
	void runUntil(double time) {
		while (!this.attempts.isEmpty() && this.attempts.element().time() <= time) {
			make(this.attempts.remove());
		}
	}

	private void make(Attempt attempt) {
		this.timeline.addAttempt(attempt.time());
		Fleet.Gateway gateway = this.fleet.pick(this.random);
		double responseTime = gateway.respond(attempt.time());
		if (responseTime - attempt.time() > TIMEOUT_SECONDS) {
			retry(attempt, attempt.time() + TIMEOUT_SECONDS, attempt.previous());
		}
		else if (gateway.connect()) {
			this.timeline.addOutage(attempt.disconnectTime(), responseTime);
		}
		else {
			retry(attempt, responseTime, Math.max(ATTEMPTS_IF_FULL, attempt.previous()));
		}
	}

	private void retry(Attempt attempt, double time, int previous) {
		double next = time + this.backOff.seconds().applyAsDouble(previous, this.random);
		this.attempts.add(new Attempt(next, attempt.disconnectTime(), previous + 1));
	}

	/**
	 * An attempt to connect, with times in seconds.
	 *
	 * @param previous the number of previous attempts for the back-off
	 */
	private record Attempt(double time, double disconnectTime, int previous) {
	}

}
