package io.realtimeclock.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Runs all scheduled tasks, with a thread for each repeating one, so that tasks do not
 * wait for each other, whatever Spring Boot would choose. Each of these is supervised: a
 * task that hangs, or that ends with an {@link Error} again and again, gives no sign of
 * life.
 */
@Component("taskScheduler")
public final class SupervisedScheduler extends ThreadPoolTaskScheduler {

	private static final long serialVersionUID = 1L;

	/** Longer than any task waits for other servers, however many commands time out. */
	private static final Duration LONGEST_RUN = Duration.ofMinutes(1);

	private final transient Supervisor supervisor;

	private final transient List<Supervised> tasks = new CopyOnWriteArrayList<>();

	private volatile boolean closing;

	SupervisedScheduler(Supervisor supervisor, ThreadPoolTaskSchedulerBuilder settings) {
		this.supervisor = supervisor;
		settings.configure(this);
		// The timer of a disconnected client is useless
		setRemoveOnCancelPolicy(true);
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
		return super.scheduleWithFixedDelay(supervised(task, delay), delay);
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant startTime, Duration delay) {
		return super.scheduleWithFixedDelay(supervised(task, delay), startTime, delay);
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
		return super.scheduleAtFixedRate(supervised(task, period), period);
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
		return super.scheduleAtFixedRate(supervised(task, period), startTime, period);
	}

	private Runnable supervised(Runnable task, Duration period) {
		Supervised life = this.supervisor.register("task " + task, LONGEST_RUN.plus(period));
		this.tasks.add(life);
		// One more for timers
		setPoolSize(this.tasks.size() + 1);
		return new SupervisedTask(task, life);
	}

	/**
	 * The tasks run on while the service drains, which may take longer than the leases
	 * that they renew.
	 */
	@Override
	protected void initiateEarlyShutdown() {
		this.closing = true;
	}

	@Override
	public void stop(Runnable callback) {
		if (this.closing) {
			this.tasks.forEach(Supervised::stopped);
			initiateShutdown();
		}
		super.stop(callback);
	}

	/** A task that runs again, whatever it throws, and logs that every ten seconds. */
	private static final class SupervisedTask implements Runnable {

		private static final Log logger = LogFactory.getLog(SupervisedScheduler.class);

		private static final long LOG_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

		private final Runnable task;

		private final Supervised life;

		private boolean broken;

		private @Nullable Long logged;

		SupervisedTask(Runnable task, Supervised life) {
			this.task = task;
			this.life = life;
		}

		@Override
		public void run() {
			if (!this.broken) {
				this.life.alive();
			}
			try {
				this.task.run();
				this.broken = false;
			}
			catch (RuntimeException ex) {
				this.broken = false;
				log(ex);
			}
			catch (Error ex) {
				this.broken = true;
				log(ex);
			}
		}

		private void log(Throwable failure) {
			long now = System.nanoTime();
			if (this.logged == null || now - this.logged >= LOG_PAUSE_NANOS) {
				this.logged = now;
				logger.error("The task " + this.task + " failed and is tried again", failure);
			}
		}

		@Override
		public String toString() {
			return this.task.toString();
		}

	}

}
