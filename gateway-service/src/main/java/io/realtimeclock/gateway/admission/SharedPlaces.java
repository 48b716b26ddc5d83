package io.realtimeclock.gateway.admission;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import io.realtimeclock.redis.RedisErrorException;
import io.realtimeclock.redis.RedisUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

/**
 * Who is here, in step with this replica's part of the ledger of all places. While Redis
 * does not answer the limit of the replica is all that holds; afterwards everything is
 * written down anew.
 */
@Component
final class SharedPlaces {

	private static final Log logger = LogFactory.getLog(SharedPlaces.class);

	private final Map<Long, Place> here = new ConcurrentHashMap<>();

	private final Departures gone = new Departures();

	// Who writes everything down anew must be alone
	private final ReadWriteLock lock = new ReentrantReadWriteLock();

	private final Ledger ledger;

	private volatile boolean outOfStep;

	SharedPlaces(Ledger ledger) {
		this.ledger = ledger;
	}

	boolean take(Place place) {
		this.lock.readLock().lock();
		try {
			boolean taken = this.outOfStep || takeInLedger(place);
			if (taken) {
				this.here.put(place.number(), place);
			}
			return taken;
		}
		finally {
			this.lock.readLock().unlock();
		}
	}

	private boolean takeInLedger(Place place) {
		try {
			// Those that have just gone take up no place either
			return this.ledger.take(place) || (this.gone.settle(this.ledger) && this.ledger.take(place));
		}
		catch (RedisUnavailableException | RedisErrorException ex) {
			logger.debug("The limit of the whole system is not looked at", ex);
			this.outOfStep = true;
			return true;
		}
	}

	/** Give a place back; the ledger is told later, so that nobody waits for Redis. */
	void giveBack(Place place) {
		if (this.here.remove(place.number()) != null) {
			this.gone.add(place);
		}
	}

	/** Note that the ledger is not to be trusted, and has to be written anew. */
	void fallOutOfStep() {
		this.outOfStep = true;
	}

	/**
	 * Write down what is not yet.
	 * @throws RedisUnavailableException if Redis does not answer
	 */
	void settle() {
		if (this.outOfStep) {
			rewrite();
		}
		this.gone.settle(this.ledger);
	}

	private void rewrite() {
		this.gone.forget();
		// Nobody is to wait for the lock while Redis is away
		this.ledger.renew();
		this.lock.writeLock().lock();
		try {
			this.ledger.rewrite(this.here.values());
			this.outOfStep = false;
		}
		finally {
			this.lock.writeLock().unlock();
		}
	}

}
