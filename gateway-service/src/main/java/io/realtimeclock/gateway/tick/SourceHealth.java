package io.realtimeclock.gateway.tick;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether this gateway knows the time, or that there is none: from its first live tick
 * on, or once it has read the topic for a while without one. An outage later on does not
 * take that back, since clients are then sent the stale notice, and other gateways know
 * no better.
 */
@Component("sourceHealthIndicator")
public final class SourceHealth implements HealthIndicator {

	private final long staleAfterNanos;

	private @Nullable Long consumingSince;

	private boolean storedTickRead;

	private boolean ticked;

	private boolean deaf;

	SourceHealth(TickLimits limits) {
		this.staleAfterNanos = limits.staleAfter().toNanos();
	}

	/** Note that a live tick has come. */
	public synchronized void ticked() {
		this.ticked = true;
	}

	/** Note whether this gateway reads nothing although Kafka answers. */
	public synchronized void deaf(boolean deaf) {
		this.deaf = deaf;
	}

	/** Note that the topic is being read. */
	public synchronized void consuming() {
		if (this.consumingSince == null) {
			this.consumingSince = System.nanoTime();
		}
	}

	synchronized void storedTickRead() {
		this.storedTickRead = true;
	}

	@Override
	public synchronized Health health() {
		boolean silent = this.consumingSince != null && System.nanoTime() - this.consumingSince > this.staleAfterNanos;
		boolean ready = this.storedTickRead && (this.ticked || silent) && !this.deaf;
		Health.Builder health = ready ? Health.up() : Health.down();
		return health.withDetail("ticked", this.ticked)
			.withDetail("consuming", this.consumingSince != null)
			.withDetail("deaf", this.deaf)
			.withDetail("storedTickRead", this.storedTickRead)
			.build();
	}

}
