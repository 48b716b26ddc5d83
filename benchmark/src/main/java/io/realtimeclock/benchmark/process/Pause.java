package io.realtimeclock.benchmark.process;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Waiting. */
public final class Pause {

	private Pause() {
	}

	/** Wait for a while. */
	public static void seconds(double seconds) {
		nap(Duration.ofMillis((long) (seconds * 1_000)));
	}

	/** Look at each step whether something is so, {@code false} if it is not in time. */
	public static boolean until(BooleanSupplier condition, Duration limit, Duration step) {
		long end = System.nanoTime() + limit.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > end) {
				return false;
			}
			nap(step);
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
