package io.realtimeclock.benchmark.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was started and is to be stopped, the last one first, also if the benchmark is
 * interrupted.
 */
public final class Parts implements AutoCloseable {

	private final Deque<AutoCloseable> parts = new ArrayDeque<>();

	private final Thread hook = new Thread(this::stop, "stop");

	/** Begin without parts. */
	public Parts() {
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	/** Add what is to be stopped. */
	public synchronized <T extends AutoCloseable> T add(T part) {
		this.parts.push(part);
		return part;
	}

	/**
	 * Make an empty folder that goes when everything is stopped.
	 * @throws IOException if it can't be made
	 */
	public Path folder() throws IOException {
		return add(Scratch.create()).folder();
	}

	private synchronized void stop() {
		while (!this.parts.isEmpty()) {
			AutoCloseable part = this.parts.pop();
			try {
				part.close();
			}
			catch (Exception ex) {
				// The others are to be stopped all the same
				Thread.currentThread()
					.getUncaughtExceptionHandler()
					.uncaughtException(Thread.currentThread(), new IllegalStateException(part + " does not stop", ex));
			}
		}
	}

	@Override
	public void close() {
		stop();
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			// It is running already
		}
	}

}
