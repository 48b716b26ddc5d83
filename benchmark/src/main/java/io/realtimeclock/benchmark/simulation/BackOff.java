package io.realtimeclock.benchmark.simulation;

import java.util.Random;
import java.util.function.ToDoubleBiFunction;

/**
 * When a client that was cut off tries again.
 *
 * @param seconds how long it waits, by how often it has tried
 */
record BackOff(String name, ToDoubleBiFunction<Integer, Random> seconds) {

	private static final double BASE = 0.5;

	private static final double CAP = 10;

	/** What many clients do. */
	static final BackOff EACH_SECOND = new BackOff("each second", (tries, random) -> (tries == 0) ? 0 : 1);

	/** The same for all, so that all come at once again. */
	static final BackOff DOUBLING = new BackOff("doubling", (tries, random) -> longest(tries));

	/** What clock-client.js does. */
	static final BackOff JITTER = new BackOff("doubling, with jitter",
			(tries, random) -> random.nextDouble() * longest(tries));

	private static double longest(int tries) {
		return Math.min(CAP, BASE * Math.pow(2, tries));
	}

}
