package io.realtimeclock.gateway.tick;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether this gateway has something true to tell. It is so from its first live tick on,
 * or from the time at which it knows that the source is silent; an outage later on does
 * not take it back, since clients are then told so, and other gateways know no better.
 */
@Component("sourceHealthIndicator")
public final class SourceHealth implements HealthIndicator {

	private final long staleAfterNanos;

	private @Nullable Long consumingSince;

	private boolean storedTickRead;

	private boolean ticked;

	private boolean told;

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
		this.told = this.told || (this.storedTickRead && (this.ticked || silent));
		Health.Builder health = (this.told && !this.deaf) ? Health.up() : Health.down();
		return health.withDetail("ticked", this.ticked)
			.withDetail("consuming", this.consumingSince != null)
			.withDetail("deaf", this.deaf)
			.withDetail("storedTickRead", this.storedTickRead)
			.build();
	}

}
