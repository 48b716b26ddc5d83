package io.realtimeclock.benchmark.simulation;

import java.util.List;
import java.util.Random;

/**
 * Replaces all gateways, some at a time. Each sends its clients away in turns, and tells
 * each when to come back.
 */
final class Deployment {

	private static final double LONGEST_RETRY_AFTER = 0.5;

	private static final double STEP = 0.1;

	private final Fleet fleet;

	private final Reconnects reconnects;

	private final Random random;

	private final Rollout rollout;

	Deployment(Fleet fleet, Timeline timeline, Random random, Rollout rollout) {
		this.fleet = fleet;
		this.random = random;
		this.reconnects = new Reconnects(fleet, BackOff.JITTER, timeline, random);
		this.rollout = rollout;
	}

	/** Replace all and return when that is done, in seconds. */
	double run() {
		double time = 0;
		List<SimulatedGateway> all = this.fleet.gateways();
		for (int first = 0; first < all.size(); first += this.rollout.atATime()) {
			List<SimulatedGateway> some = all.subList(first, Math.min(first + this.rollout.atATime(), all.size()));
			some.forEach((gateway) -> this.fleet.setReady(gateway, false));
			drain(some, time);
			time += this.rollout.drain() + this.rollout.start();
			this.reconnects.until(time);
			some.forEach((gateway) -> this.fleet.setReady(gateway, true));
			time += this.rollout.ready();
			this.reconnects.until(time);
		}
		this.reconnects.until(Double.MAX_VALUE);
		return time;
	}

	private void drain(List<SimulatedGateway> gateways, double begin) {
		int steps = (int) Math.round(this.rollout.drain() / STEP);
		for (int step = 1; step <= steps; step++) {
			double now = begin + step * STEP;
			for (SimulatedGateway gateway : gateways) {
				int leave = (int) Math.ceil(gateway.clients() / (double) (steps - step + 1));
				for (int i = 0; i < leave; i++) {
					gateway.leave();
					this.reconnects.sentAway(now, now + this.random.nextDouble() * LONGEST_RETRY_AFTER);
				}
			}
			this.reconnects.until(now);
		}
	}

}
