package io.realtimeclock.health;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Watches each essential thread and task. If one has ended with a failure, or does not
 * report that it is alive, this is logged once and {@code /livez} answers 503, so that
 * the service is restarted.
 */
@Component("threads")
public final class Supervisor implements HealthIndicator {

	private static final long LONGEST_STEP_NANOS = TimeUnit.SECONDS.toNanos(2);

	private final List<Supervised> all = new CopyOnWriteArrayList<>();

	private final LongSupplier nanoTime;

	private long lastCheck;

	/** Create a supervisor without threads. */
	public Supervisor() {
		this(System::nanoTime);
	}

	/**
	 * Create a supervisor without threads and with a clock of its own.
	 * @param nanoTime as {@link System#nanoTime()}
	 */
	public Supervisor(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.lastCheck = nanoTime.getAsLong();
	}

	/**
	 * Supervise a thread or a task from now on.
	 * @param name its name, for people
	 * @param silenceLimit how long it may be silent; well above 2 s
	 */
	public Supervised register(String name, Duration silenceLimit) {
		Supervised supervised = new Supervised(this, name, silenceLimit);
		this.all.add(supervised);
		return supervised;
	}

	void remove(Supervised supervised) {
		this.all.remove(supervised);
	}

	/**
	 * Check that all threads are alive. A pause of the whole process, however long,
	 * counts as two seconds of silence, as it is no fault of the threads.
	 */
	@Scheduled(fixedDelay = 1000)
	synchronized void check() {
		long now = this.nanoTime.getAsLong();
		long step = Math.min(now - this.lastCheck, LONGEST_STEP_NANOS);
		this.lastCheck = now;
		this.all.forEach((supervised) -> supervised.check(step));
	}

	/** The check also runs here, in case the scheduler itself has stopped. */
	@Override
	public synchronized Health health() {
		check();
		Health.Builder health = Health.up();
		for (Supervised supervised : this.all) {
			String fault = supervised.fault();
			if (fault != null) {
				health.down().withDetail(supervised.name(), fault);
			}
		}
		return health.build();
	}

}
