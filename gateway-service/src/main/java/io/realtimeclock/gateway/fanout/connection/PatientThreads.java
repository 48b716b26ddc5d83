package io.realtimeclock.gateway.fanout.connection;

import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.stereotype.Component;

/** A few threads for what may wait, so that no event loop has to. */
@Component
public final class PatientThreads implements AutoCloseable {

	private static final int THREADS = 4;

	private static final int QUEUE = 20_000;

	private final ThreadPoolExecutor threads = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES,
			new LinkedBlockingQueue<>(QUEUE));

	PatientThreads() {
		this.threads.allowCoreThreadTimeOut(true);
	}

	/**
	 * Have something done.
	 * @throws IOException if too much waits already
	 */
	void execute(Attempt attempt) throws IOException {
		try {
			this.threads.execute(() -> make(attempt));
		}
		catch (RejectedExecutionException ex) {
			throw new IOException("Too much waits already", ex);
		}
	}

	private static void make(Attempt attempt) {
		try {
			attempt.make();
		}
		catch (IOException | RuntimeException ex) {
			// The client has gone, which the server tells
		}
	}

	/** Leave what waits undone. */
	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
