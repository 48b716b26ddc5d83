package io.realtimeclock.gateway.admission;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import io.realtimeclock.redis.RedisErrorException;
import io.realtimeclock.redis.RedisUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

/**
 * The permits of this replica, kept in sync with its part of the registry of all
 * connections. While Redis does not answer only the limits of the replica hold;
 * afterwards all permits are registered again.
 */
@Component
final class ClusterLimits {

	private static final Log logger = LogFactory.getLog(ClusterLimits.class);

	private static final int BATCH = 1_000;

	private final Map<Long, Permit> permits = new ConcurrentHashMap<>();

	/** Released here, but still registered. */
	private final Queue<Permit> pendingReleases = new ConcurrentLinkedQueue<>();

	// While all permits are registered again none may be added
	private final ReadWriteLock lock = new ReentrantReadWriteLock();

	private final ConnectionRegistry registry;

	private volatile boolean outOfSync;

	ClusterLimits(ConnectionRegistry registry) {
		this.registry = registry;
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
		catch (RedisUnavailableException | RedisErrorException ex) {
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

}
