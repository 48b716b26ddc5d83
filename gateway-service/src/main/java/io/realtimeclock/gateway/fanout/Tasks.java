package io.realtimeclock.gateway.fanout;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What other threads want an event loop's thread to do. There are as many as clients that
 * come or go just now.
 */
final class Tasks {

	private static final Log logger = LogFactory.getLog(Tasks.class);

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	void add(Runnable task) {
		this.tasks.add(task);
	}

	void run() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			try {
				task.run();
			}
			catch (RuntimeException ex) {
				logger.error("A client could not be served", ex);
			}
		}
	}

}
