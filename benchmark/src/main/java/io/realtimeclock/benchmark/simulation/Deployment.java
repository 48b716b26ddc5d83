package io.realtimeclock.benchmark.simulation;

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

	private final double drain;

	private final double start;

	private final double ready;

	Deployment(Fleet fleet, Timeline timeline, Random random, double drain, double start, double ready) {
		this.fleet = fleet;
		this.random = random;
		this.reconnects = new Reconnects(fleet, BackOff.JITTER, timeline, random);
		this.drain = drain;
		this.start = start;
		this.ready = ready;
	}

	/** Replace all and return when that is done, in seconds. */
	double run(int atATime) {
		double time = 0;
		for (int first = 0; first < this.fleet.size(); first += atATime) {
			int last = Math.min(first + atATime, this.fleet.size());
			for (int gateway = first; gateway < last; gateway++) {
				this.fleet.setReady(gateway, false);
			}
			drain(first, last, time);
			time += this.drain + this.start;
			this.reconnects.until(time);
			for (int gateway = first; gateway < last; gateway++) {
				this.fleet.setReady(gateway, true);
			}
			time += this.ready;
			this.reconnects.until(time);
		}
		this.reconnects.until(Double.MAX_VALUE);
		return time;
	}

	private void drain(int first, int last, double begin) {
		int steps = (int) Math.round(this.drain / STEP);
		for (int step = 1; step <= steps; step++) {
			double now = begin + step * STEP;
			for (int gateway = first; gateway < last; gateway++) {
				int leave = (int) Math.ceil(this.fleet.clients(gateway) / (double) (steps - step + 1));
				for (int i = 0; i < leave; i++) {
					this.fleet.leave(gateway);
					this.reconnects.sentAway(now, now + this.random.nextDouble() * LONGEST_RETRY_AFTER);
				}
			}
			this.reconnects.until(now);
		}
	}

}
