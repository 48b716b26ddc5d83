package io.realtimeclock.gateway.admission;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import io.realtimeclock.gateway.admission.Admission.Permit;
import io.realtimeclock.redis.RedisFailedException;
import io.realtimeclock.redis.RedisUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The permits of this replica, kept in sync with its part of the registry of all
 * connections, whose lease it renews. While Redis does not answer only the limits of the
 * replica hold; afterwards all permits are registered again.
 */
@Component
final class ClusterLimits implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(ClusterLimits.class);

	private static final int BATCH = 1_000;

	private final Map<Long, Permit> permits = new ConcurrentHashMap<>();

	/** Released here, but still registered. */
	private final Queue<Permit> pendingReleases = new ConcurrentLinkedQueue<>();

	// While all permits are registered again none may be added
	private final ReadWriteLock lock = new ReentrantReadWriteLock();

	private final ConnectionRegistry registry;

	private final long renewNanos;

	private volatile boolean outOfSync;

	private volatile boolean running;

	private long renewedAt;

	private int outages;

	ClusterLimits(ConnectionRegistry registry, Admission.Properties properties) {
		this.registry = registry;
		this.renewNanos = properties.permitLease().toNanos() / 3;
		this.renewedAt = System.nanoTime() - this.renewNanos;
		this.outages = registry.outages();
	}

	boolean acquire(Permit permit) {
		this.lock.readLock().lock();
		try {
			boolean acquired = this.outOfSync || register(permit);
			if (acquired) {
				this.permits.put(permit.number(), permit);
			}
			return acquired;
		}
		finally {
			this.lock.readLock().unlock();
		}
	}

	private boolean register(Permit permit) {
		// Permits that were just released count no longer, though the registry has them
		boolean pending = !this.pendingReleases.isEmpty();
		try {
			boolean acquired = this.registry.acquire(permit);
			if (!acquired && pending) {
				flushReleases();
				acquired = this.registry.acquire(permit);
			}
			return acquired;
		}
		catch (RedisFailedException ex) {
			logger.debug("The limit of all replicas is not checked", ex);
			this.outOfSync = true;
			return true;
		}
	}

	/**
	 * Release a permit; the registry is updated later, so that nothing waits for Redis.
	 */
	void release(Permit permit) {
		if (this.permits.remove(permit.number()) != null) {
			this.pendingReleases.add(permit);
		}
	}

	@Scheduled(fixedDelay = 100)
	synchronized void keepInSync() {
		if (!this.running) {
			return;
		}
		int outages = this.registry.outages();
		if (outages != this.outages) {
			// It can have come back with older data
			markOutOfSync();
			this.outages = outages;
		}
		try {
			flush();
			if (System.nanoTime() - this.renewedAt >= this.renewNanos) {
				renew();
			}
		}
		catch (RedisFailedException ex) {
			// The health of Redis reports it
			logger.debug("The connections are registered later", ex);
			markOutOfSync();
		}
	}

	private void renew() {
		if (!this.registry.renew()) {
			markOutOfSync();
		}
		this.renewedAt = System.nanoTime();
	}

	/** Note that the registry is not to be trusted and must be written again. */
	void markOutOfSync() {
		this.outOfSync = true;
	}

	/**
	 * Register what is not registered yet.
	 * @throws RedisUnavailableException if Redis does not answer
	 */
	void flush() {
		if (this.outOfSync) {
			rewrite();
		}
		flushReleases();
	}

	private void rewrite() {
		this.pendingReleases.clear();
		// No handshake may wait for the lock while Redis does not answer
		this.registry.renew();
		this.lock.writeLock().lock();
		try {
			this.registry.rewrite(this.permits.values());
			this.outOfSync = false;
		}
		finally {
			this.lock.writeLock().unlock();
		}
	}

	/**
	 * Release all pending ones in the registry. They stay pending until they are
	 * released: a handshake in between must not take them for released, and to release
	 * one twice does no harm.
	 */
	private void flushReleases() {
		for (List<Permit> batch = nextReleases(); !batch.isEmpty(); batch = nextReleases()) {
			this.registry.release(batch);
			batch.forEach(this.pendingReleases::remove);
		}
	}

	private List<Permit> nextReleases() {
		return this.pendingReleases.stream().limit(BATCH).toList();
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
		catch (RedisFailedException ex) {
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
