package io.realtimeclock.health;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The state of one part as its last use showed it. It logs a fault that lasts longer than
 * a second, again every ten seconds, and its end.
 */
public final class PartHealth implements HealthIndicator {

	private static final Log logger = LogFactory.getLog(PartHealth.class);

	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final long REMINDER_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final String part;

	private final LongSupplier nanoTime;

	private @Nullable String fault = "not tried yet";

	private @Nullable Long since;

	private @Nullable Long logged;

	private boolean everUp;

	/**
	 * Create the health of a part, which is down until it is used.
	 * @param part the part's name for people
	 */
	public PartHealth(String part) {
		this(part, System::nanoTime);
	}

	/**
	 * Not by the wall clock, which may itself be the part that is wrong.
	 */
	PartHealth(String part, LongSupplier nanoTime) {
		this.part = part;
		this.nanoTime = nanoTime;
	}

	/**
	 * Note that the part worked.
	 */
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
	 * Note that the part failed.
	 * @param fault what happened and what follows from it
	 */
	public synchronized void down(String fault) {
		this.fault = fault;
		long now = this.nanoTime.getAsLong();
		if (this.since == null) {
			this.since = now;
		}
		boolean lasts = now - this.since >= PATIENCE_NANOS;
		boolean logDue = this.logged == null || now - this.logged >= REMINDER_NANOS;
		if (lasts && logDue) {
			logger.warn(this.part + ": " + fault);
			this.logged = now;
		}
	}

	/**
	 * Tell whether the last use worked.
	 * @return {@code true} if it did
	 */
	public synchronized boolean isUp() {
		return this.fault == null;
	}

	@Override
	public synchronized Health health() {
		return (this.fault != null) ? Health.down().withDetail("fault", this.fault).build() : Health.up().build();
	}

}
