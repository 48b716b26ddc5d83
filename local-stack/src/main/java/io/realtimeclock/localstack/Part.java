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

	private final String name;

	private final Callable<AutoCloseable> starter;

	private volatile @Nullable AutoCloseable running;

	Part(int layer, String name, Callable<AutoCloseable> starter) {
		this.layer = layer;
		this.name = name;
		this.starter = starter;
	}

	@Override
	public void start() {
		long begin = System.nanoTime();
		Welcome.progress("%-14s starts".formatted(this.name));
		try {
			this.running = this.starter.call();
		}
		catch (Exception ex) {
			throw new IllegalStateException(this.name + " does not start", ex);
		}
		Duration time = Duration.ofNanos(System.nanoTime() - begin);
		Welcome.progress("%-14s runs after %.1f s".formatted(this.name, time.toMillis() / 1000.0));
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
			Welcome.progress("%-14s did not stop cleanly: %s".formatted(this.name, ex));
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
		}, "stop-" + this.name);
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
