package io.realtimeclock.gateway.admission;

import io.realtimeclock.redis.RedisErrorException;
import io.realtimeclock.redis.RedisUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps this replica's lease in the registry, from the start to the stop. */
@Component
final class LeaseRenewal implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(LeaseRenewal.class);

	private final ConnectionRegistry registry;

	private final ClusterLimits limits;

	private final long renewNanos;

	private volatile boolean running;

	private long renewedAt;

	LeaseRenewal(ConnectionRegistry registry, ClusterLimits limits, Admission.Properties properties) {
		this.registry = registry;
		this.limits = limits;
		this.renewNanos = properties.permitLease().toNanos() / 3;
		this.renewedAt = System.nanoTime() - this.renewNanos;
	}

	@Scheduled(fixedDelay = 100)
	synchronized void keepInSync() {
		if (!this.running) {
			return;
		}
		try {
			this.limits.flush();
			if (System.nanoTime() - this.renewedAt >= this.renewNanos) {
				renew();
			}
		}
		catch (RedisUnavailableException | RedisErrorException ex) {
			// The health of Redis reports it
			logger.debug("The connections are registered later", ex);
			this.limits.markOutOfSync();
		}
	}

	private void renew() {
		if (!this.registry.renew()) {
			this.limits.markOutOfSync();
		}
		this.renewedAt = System.nanoTime();
	}

	@Override
	public void start() {
		this.running = true;
	}

	/**
	 * Release what is left, after the clients are disconnected and before the connection
	 * to Redis is closed.
	 */
	@Override
	public synchronized void stop() {
		this.running = false;
		try {
			this.registry.delete();
		}
		catch (RedisUnavailableException | RedisErrorException ex) {
			logger.debug("The permits stay until the lease expires", ex);
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return 1;
	}

}
