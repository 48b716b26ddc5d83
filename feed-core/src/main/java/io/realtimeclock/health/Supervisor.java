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
 * Knows each thread and task without which the service is of no use. One that has ended
 * with a failure, or gives no sign of life, is logged once and makes {@code /livez}
 * answer 503, so that the service is restarted.
 */
@Component("threads")
public final class Supervisor implements HealthIndicator {

	private static final long LONGEST_STEP_NANOS = TimeUnit.SECONDS.toNanos(2);

	private final List<Supervised> all = new CopyOnWriteArrayList<>();

	private final LongSupplier nanoTime;

	private long lastCheck;

	/** Create a supervisor that knows no thread yet. */
	public Supervisor() {
		this(System::nanoTime);
	}

	Supervisor(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.lastCheck = nanoTime.getAsLong();
	}

	/**
	 * Supervise a thread or a task from now on.
	 * @param name its name, for people
	 * @param silenceLimit how long it may go without a sign of life; well above 2 s
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
	 * Look for signs of life. A process that stood still as a whole, for however long,
	 * counts as two seconds of silence: its threads are not to blame.
	 */
	@Scheduled(fixedDelay = 1000)
	synchronized void check() {
		long now = this.nanoTime.getAsLong();
		long step = Math.min(now - this.lastCheck, LONGEST_STEP_NANOS);
		this.lastCheck = now;
		this.all.forEach((supervised) -> supervised.check(step));
	}

	/** The check is made here too, in case that the scheduler itself has stopped. */
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
