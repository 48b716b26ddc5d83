package io.realtimeclock.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

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

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final Duration REMINDER = Duration.ofSeconds(10);

	private final String part;

	private final InstantSource clock;

	private @Nullable String fault = "not tried yet";

	private @Nullable Instant since;

	private @Nullable Instant logged;

	private boolean everUp;

	/**
	 * Create the health of a part, which is down until it is used.
	 * @param part the part's name for people
	 * @param clock the time of the log's reminders
	 */
	public PartHealth(String part, InstantSource clock) {
		this.part = part;
		this.clock = clock;
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
		Instant now = this.clock.instant();
		if (this.since == null) {
			this.since = now;
		}
		boolean lasts = !now.isBefore(this.since.plus(PATIENCE));
		boolean logDue = this.logged == null || !now.isBefore(this.logged.plus(REMINDER));
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
