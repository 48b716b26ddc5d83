package io.realtimeclock.health;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The state of a dependency after its last use, reported by the probes and in the log. A
 * fault is logged once it has lasted for a second, then every ten seconds, and its end.
 */
public final class DependencyHealth implements HealthIndicator {

	private static final Log logger = LogFactory.getLog(DependencyHealth.class);

	/** Short enough that the third failed slot within a second is logged. */
	private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

	private static final long REMINDER_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final String part;

	private final LongSupplier nanoTime;

	private @Nullable String fault = "not tried yet";

	private @Nullable Long since;

	private @Nullable Long logged;

	private boolean everUp;

	/**
	 * Create the health of a dependency, which is down until it is used.
	 * @param part the part's name for people
	 */
	public DependencyHealth(String part) {
		this(part, System::nanoTime);
	}

	/** A monotonic clock, as the wall clock itself may be wrong. */
	DependencyHealth(String part, LongSupplier nanoTime) {
		this.part = part;
		this.nanoTime = nanoTime;
	}

	/** Record that the dependency worked. */
	public synchronized void up() {
		if (!this.everUp || this.logged != null) {
			logger.info(this.part + " works");
		}
		this.everUp = true;
		this.fault = null;
		this.since = null;
		this.logged = null;
	}

	/**
	 * Record that the dependency failed.
	 * @param fault what happened and what follows from it
	 */
	public void down(String fault) {
		down(fault, Duration.ZERO);
	}

	/**
	 * Record that the dependency failed.
	 * @param fault what happened and what follows from it
	 * @param lasted for how long it has failed when that is first noted; once it is a
	 * second, it is logged
	 */
	public synchronized void down(String fault, Duration lasted) {
		this.fault = fault;
		long now = this.nanoTime.getAsLong();
		if (this.since == null) {
			this.since = now - lasted.toNanos();
		}
		boolean lasts = now - this.since >= PATIENCE_NANOS;
		boolean logDue = this.logged == null || now - this.logged >= REMINDER_NANOS;
		if (lasts && logDue) {
			logger.warn(this.part + ": " + fault);
			this.logged = now;
		}
	}

	/** Tell whether the last use worked. */
	public synchronized boolean isUp() {
		return this.fault == null;
	}

	/** Tell whether it was used, and the last use failed. */
	public synchronized boolean isDown() {
		return this.since != null;
	}

	@Override
	public synchronized Health health() {
		return (this.fault != null) ? Health.down().withDetail("fault", this.fault).build() : Health.up().build();
	}

}
