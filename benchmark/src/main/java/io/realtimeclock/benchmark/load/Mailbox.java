package io.realtimeclock.benchmark.load;

import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** What other threads want to be done by the event loop's. */
final class Mailbox {

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final Selector selector;

	Mailbox(Selector selector) {
		this.selector = selector;
	}

	void execute(Runnable task) {
		this.tasks.add(task);
		this.selector.wakeup();
	}

	/** Ask a question and wait for its answer. */
	<T> T ask(Supplier<T> question) {
		CompletableFuture<T> answer = new CompletableFuture<>();
		execute(() -> answer.complete(question.get()));
		return answer.join();
	}

	void runAll() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
	}

}
