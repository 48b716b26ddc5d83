package io.realtimeclock.benchmark.simulation;

import java.util.Random;
import java.util.function.ToDoubleBiFunction;

/**
 * The delay before a disconnected client connects again.
 *
 * @param seconds the delay by the number of previous attempts
 */
record BackOff(String name, ToDoubleBiFunction<Integer, Random> seconds) {

	private static final double BASE_SECONDS = 0.5;

	private static final double MAX_SECONDS = 10;

	static final BackOff EVERY_SECOND = new BackOff("every second", (attempts, random) -> (attempts == 0) ? 0 : 1);

	/** The same delay for all clients, which therefore connect at the same time. */
	static final BackOff EXPONENTIAL = new BackOff("exponential", (attempts, random) -> exponential(attempts));

	/** The back-off of clock-client.js. */
	static final BackOff WITH_JITTER = new BackOff("exponential with jitter",
			(attempts, random) -> random.nextDouble() * exponential(attempts));

	private static double exponential(int attempts) {
		return Math.min(MAX_SECONDS, BASE_SECONDS * Math.pow(2, attempts));
	}

}
