package io.realtimeclock.gateway.admission;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import io.realtimeclock.gateway.GatewayProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps this replica's part of the ledger of all places in step with who is here. While
 * Redis does not answer the limit of the replica is all that holds; afterwards everything
 * is written down anew.
 */
@Component
public final class SharedPlaces implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(SharedPlaces.class);

	private final Map<Long, Place> here = new ConcurrentHashMap<>();

	private final Departures gone = new Departures();

	// Who writes everything down anew must be alone
	private final ReadWriteLock lock = new ReentrantReadWriteLock();

	private final Ledger ledger;

	private final long renewNanos;

	private volatile boolean outOfStep;

	private volatile boolean running;

	private long renewedAt;

	SharedPlaces(Ledger ledger, GatewayProperties properties) {
		this.ledger = ledger;
		this.renewNanos = properties.placeLease().toNanos() / 3;
		this.renewedAt = System.nanoTime() - this.renewNanos;
	}

	/**
	 * Return all sockets of all replicas.
	 * @return the sockets, in no order
	 * @throws DataAccessException if Redis does not answer
	 */
	public List<OpenSocket> sockets() {
		return this.ledger.sockets();
	}

	boolean take(Place place) {
		this.lock.readLock().lock();
		try {
			boolean taken = this.outOfStep || this.ledger.take(place);
			if (!taken && !this.gone.isEmpty()) {
				// Of those that have just gone, too
				this.gone.settle(this.ledger);
				taken = this.ledger.take(place);
			}
			if (taken) {
				this.here.put(place.number(), place);
			}
			return taken;
		}
		catch (DataAccessException ex) {
			logger.debug("The limit of the whole system is not looked at", ex);
			this.outOfStep = true;
			this.here.put(place.number(), place);
			return true;
		}
		finally {
			this.lock.readLock().unlock();
		}
	}

	/**
	 * Give a place back, without waiting for Redis.
	 */
	void giveBack(Place place) {
		if (this.here.remove(place.number()) != null) {
			this.gone.add(place);
		}
	}

	@Scheduled(fixedDelay = 100)
	synchronized void keepInStep() {
		if (!this.running) {
			return;
		}
		try {
			if (this.outOfStep) {
				rewrite();
			}
			this.gone.settle(this.ledger);
			if (System.nanoTime() - this.renewedAt >= this.renewNanos) {
				this.outOfStep = !this.ledger.renew();
				this.renewedAt = System.nanoTime();
			}
		}
		catch (DataAccessException ex) {
			// Another watch says that Redis is away
			logger.debug("The ledger of places is written later", ex);
			this.outOfStep = true;
		}
	}

	private void rewrite() {
		this.gone.forget();
		// Nobody is to wait for the lock while Redis is away
		this.ledger.renew();
		this.lock.writeLock().lock();
		try {
			this.ledger.rewrite(this.here.values());
			this.outOfStep = false;
			this.renewedAt = System.nanoTime();
		}
		finally {
			this.lock.writeLock().unlock();
		}
	}

	@Override
	public void start() {
		this.running = true;
	}

	/**
	 * Give back what is left, after the clients have gone and before the connection to
	 * Redis does.
	 */
	@Override
	public synchronized void stop() {
		this.running = false;
		try {
			this.ledger.delete();
		}
		catch (DataAccessException ex) {
			logger.debug("The places stay until the lease is over", ex);
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
