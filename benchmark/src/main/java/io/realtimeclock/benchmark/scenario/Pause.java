package io.realtimeclock.benchmark.scenario;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Waiting. */
final class Pause {

	private static final Duration STEP = Duration.ofMillis(20);

	private Pause() {
	}

	static void seconds(double seconds) {
		nap(Duration.ofMillis((long) (seconds * 1_000)));
	}

	/** Wait until something is so, {@code false} if it is not so in time. */
	static boolean until(BooleanSupplier condition, double seconds) {
		long end = System.nanoTime() + (long) (seconds * 1e9);
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > end) {
				return false;
			}
			nap(STEP);
		}
		return true;
	}

	private static void nap(Duration time) {
		try {
			Thread.sleep(time.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Interrupted");
		}
	}

}
