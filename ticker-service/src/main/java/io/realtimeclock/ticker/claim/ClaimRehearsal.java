package io.realtimeclock.ticker.claim;

import java.time.Duration;

import io.realtimeclock.redis.RedisUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Connects to Redis before the first slot, which has no time for it, and rehearses the
 * claim: two claims a second would run in the interpreter for minutes.
 */
@Component
final class ClaimRehearsal implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(ClaimRehearsal.class);

	/** Enough for the virtual machine to compile what a claim runs through. */
	private static final int CLAIMS = 500;

	private static final Duration LIMIT = Duration.ofSeconds(1);

	private static final Duration CONNECT_LIMIT = LIMIT.plusSeconds(1);

	private final RedisBulkhead redis;

	private final ClaimScript script;

	ClaimRehearsal(RedisBulkhead redis, ClaimScript script) {
		this.redis = redis;
		this.script = script;
	}

	@Override
	public void afterSingletonsInstantiated() {
		try {
			int claims = this.redis.call(this::rehearse, CONNECT_LIMIT);
			logger.debug("Rehearsed " + claims + " claims");
		}
		catch (RedisUnavailableException ex) {
			logger.debug("Redis is not there yet; the first claim will say so", ex);
		}
	}

	private int rehearse() {
		long end = System.nanoTime() + LIMIT.toNanos();
		int claims = 0;
		while (claims < CLAIMS && System.nanoTime() < end) {
			this.script.rehearse();
			claims++;
		}
		return claims;
	}

}
