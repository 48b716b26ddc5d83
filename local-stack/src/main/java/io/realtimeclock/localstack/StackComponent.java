package io.realtimeclock.localstack;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * A component of the local stack that prints its progress. The components of a phase
 * start one after another and stop in parallel.
 */
final class StackComponent implements SmartLifecycle {

	private final int phase;

	private final String name;

	private final Callable<AutoCloseable> starter;

	private volatile @Nullable AutoCloseable running;

	StackComponent(int phase, String name, Callable<AutoCloseable> starter) {
		this.phase = phase;
		this.name = name;
		this.starter = starter;
	}

	@Override
	public void start() {
		long begin = System.nanoTime();
		print("starting");
		try {
			this.running = this.starter.call();
		}
		catch (Exception ex) {
			throw new IllegalStateException(this.name + " failed to start", ex);
		}
		Duration time = Duration.ofNanos(System.nanoTime() - begin);
		print(String.format(Locale.ROOT, "started in %.1f s", time.toMillis() / 1000.0));
	}

	@Override
	public void stop() {
		AutoCloseable component = this.running;
		this.running = null;
		try {
			if (component != null) {
				component.close();
			}
		}
		catch (Exception ex) {
			print("failed to stop: " + ex);
		}
	}

	/** Stop on a new thread, so that the components of a phase stop in parallel. */
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
		return this.phase;
	}

	@SuppressWarnings("SystemOut") // the program's output, not its log
	private void print(String progress) {
		System.out.println("  %-14s %s".formatted(this.name, progress));
	}

}
