package io.realtimeclock.gateway.fanout;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What other threads want an event loop's thread to do to its share of the clients. There
 * are as many as clients that come or go just now.
 */
final class Tasks {

	private static final Log logger = LogFactory.getLog(Tasks.class);

	private final Queue<Consumer<Share>> tasks = new ConcurrentLinkedQueue<>();

	void add(Consumer<Share> task) {
		this.tasks.add(task);
	}

	void run(Share share) {
		for (Consumer<Share> task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			try {
				task.accept(share);
			}
			catch (Throwable ex) {
				logger.error("A client could not be served", ex);
			}
		}
	}

}
