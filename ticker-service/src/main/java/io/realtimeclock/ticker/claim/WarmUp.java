package io.realtimeclock.ticker.claim;

import java.time.Duration;

import io.realtimeclock.redis.RedisUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Connects to Redis before the first slot, as a slot is too short for it, and warms up
 * the claim: at two claims per second the JIT would compile it only after minutes.
 */
@Component
final class WarmUp implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(WarmUp.class);

	/** Enough for the JIT to compile a claim. */
	private static final int CLAIMS = 500;

	private static final Duration LIMIT = Duration.ofSeconds(1);

	private static final Duration CONNECT_LIMIT = LIMIT.plusSeconds(1);

	private final RedisBulkhead redis;

	private final ClaimScript script;

	WarmUp(RedisBulkhead redis, ClaimScript script) {
		this.redis = redis;
		this.script = script;
	}

	@Override
	public void afterSingletonsInstantiated() {
		try {
			int claims = this.redis.call(this::warmUp, CONNECT_LIMIT);
			logger.debug("Warmed up with " + claims + " claims");
		}
		catch (RedisUnavailableException ex) {
			logger.debug("Redis does not answer yet; the first claim will report it", ex);
		}
	}

	private int warmUp() {
		long end = System.nanoTime() + LIMIT.toNanos();
		int claims = 0;
		while (claims < CLAIMS && System.nanoTime() < end) {
			this.script.warmUp();
			claims++;
		}
		return claims;
	}

}
