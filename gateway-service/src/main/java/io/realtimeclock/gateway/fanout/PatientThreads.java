package io.realtimeclock.gateway.fanout;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few threads for what may wait, so that no event loop has to. What they can't take is
 * refused.
 */
final class PatientThreads implements Executor {

	private static final int THREADS = 4;

	private static final int QUEUE = 20_000;

	private final ThreadPoolExecutor threads = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES,
			new LinkedBlockingQueue<>(QUEUE));

	PatientThreads() {
		this.threads.allowCoreThreadTimeOut(true);
	}

	@Override
	public void execute(Runnable task) {
		this.threads.execute(task);
	}

	void stop() {
		this.threads.shutdownNow();
	}

}
