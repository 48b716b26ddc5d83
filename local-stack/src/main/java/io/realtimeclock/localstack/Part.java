package io.realtimeclock.localstack;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * One part of the system, which tells how it comes along. The parts of one layer start
 * one after the other and stop all at once.
 */
final class Part implements SmartLifecycle {

	private final int layer;

	private final Progress progress;

	private final Callable<AutoCloseable> starter;

	private volatile @Nullable AutoCloseable running;

	Part(int layer, String name, Callable<AutoCloseable> starter) {
		this.layer = layer;
		this.progress = new Progress(name);
		this.starter = starter;
	}

	@Override
	public void start() {
		long begin = System.nanoTime();
		this.progress.say("starts");
		try {
			this.running = this.starter.call();
		}
		catch (Exception ex) {
			throw new IllegalStateException(this.progress.part() + " does not start", ex);
		}
		Duration time = Duration.ofNanos(System.nanoTime() - begin);
		this.progress.say("runs after %.1f s".formatted(time.toMillis() / 1000.0));
	}

	@Override
	public void stop() {
		AutoCloseable part = this.running;
		this.running = null;
		try {
			if (part != null) {
				part.close();
			}
		}
		catch (Exception ex) {
			this.progress.say("did not stop cleanly: " + ex);
		}
	}

	/** Stop on a thread of its own, so that the others of this layer need not wait. */
	@Override
	public void stop(Runnable callback) {
		Thread thread = new Thread(() -> {
			try {
				stop();
			}
			finally {
				callback.run();
			}
		}, "stop-" + this.progress.part());
		thread.start();
	}

	@Override
	public boolean isRunning() {
		return this.running != null;
	}

	@Override
	public int getPhase() {
		return this.layer;
	}

}
