package io.realtimeclock.gateway.admission;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.redis.RedisErrorException;
import io.realtimeclock.redis.RedisUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps this replica's lease of the ledger, from the start to the stop. */
@Component
final class LedgerUpkeep implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(LedgerUpkeep.class);

	private final Ledger ledger;

	private final SharedPlaces places;

	private final long renewNanos;

	private volatile boolean running;

	private long renewedAt;

	LedgerUpkeep(Ledger ledger, SharedPlaces places, GatewayProperties properties) {
		this.ledger = ledger;
		this.places = places;
		this.renewNanos = properties.placeLease().toNanos() / 3;
		this.renewedAt = System.nanoTime() - this.renewNanos;
	}

	@Scheduled(fixedDelay = 100)
	synchronized void keepInStep() {
		if (!this.running) {
			return;
		}
		try {
			this.places.settle();
			if (System.nanoTime() - this.renewedAt >= this.renewNanos) {
				renew();
			}
		}
		catch (RedisUnavailableException | RedisErrorException ex) {
			// Another watch says that Redis is away
			logger.debug("The ledger of places is written later", ex);
			this.places.fallOutOfStep();
		}
	}

	private void renew() {
		if (!this.ledger.renew()) {
			this.places.fallOutOfStep();
		}
		this.renewedAt = System.nanoTime();
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
		catch (RedisUnavailableException | RedisErrorException ex) {
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
