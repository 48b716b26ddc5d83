package io.realtimeclock.health;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Logs a fault once it has lasted for a second, then every ten seconds, and its end. */
final class FaultLog {

	private static final Log logger = LogFactory.getLog(DependencyHealth.class);

	/** Short enough that the third failed slot within a second is logged. */
	private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

	private static final long REMINDER_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final String part;

	private final LongSupplier nanoTime;

	private @Nullable Long since;

	private @Nullable Long logged;

	private boolean everUp;

	/** A monotonic clock, as the wall clock itself may be wrong. */
	FaultLog(String part, LongSupplier nanoTime) {
		this.part = part;
		this.nanoTime = nanoTime;
	}

	void up() {
		if (!this.everUp || this.logged != null) {
			logger.info(this.part + " works");
		}
		this.everUp = true;
		this.since = null;
		this.logged = null;
	}

	void down(String fault, Duration lasted) {
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

}
