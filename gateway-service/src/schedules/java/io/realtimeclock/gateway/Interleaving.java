package io.realtimeclock.gateway;

/** Two threads, whose order Lincheck chooses. */
public final class Interleaving {

	private Interleaving() {
	}

	/** Run both, each on a thread of its own, until both have ended. */
	public static void of(Runnable one, Runnable other) {
		Thread first = new Thread(one);
		Thread second = new Thread(other);
		first.start();
		second.start();
		try {
			first.join();
			second.join();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
