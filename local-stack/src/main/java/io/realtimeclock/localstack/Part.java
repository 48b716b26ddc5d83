package io.realtimeclock.localstack;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * One part of the system, which tells how it comes along.
 */
final class Part implements SmartLifecycle {

	private final int order;

	private final String name;

	private final Callable<AutoCloseable> starter;

	private @Nullable AutoCloseable running;

	Part(int order, String name, Callable<AutoCloseable> starter) {
		this.order = order;
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

	@Override
	public boolean isRunning() {
		return this.running != null;
	}

	@Override
	public int getPhase() {
		return this.order;
	}

}
