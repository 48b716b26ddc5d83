package io.realtimeclock.health;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The state of a dependency after its last use, reported by the probes and in the log.
 */
public final class DependencyHealth implements HealthIndicator {

	private final FaultLog log;

	private @Nullable String fault = "not tried yet";

	/**
	 * Create the health of a dependency, which is down until it is used.
	 * @param part the part's name for people
	 */
	public DependencyHealth(String part) {
		this.log = new FaultLog(part, System::nanoTime);
	}

	/** Record that the dependency worked. */
	public synchronized void up() {
		this.log.up();
		this.fault = null;
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
		this.log.down(fault, lasted);
	}

	/** Tell whether the last use worked. */
	public synchronized boolean isUp() {
		return this.fault == null;
	}

	@Override
	public synchronized Health health() {
		return (this.fault != null) ? Health.down().withDetail("fault", this.fault).build() : Health.up().build();
	}

}
