package io.realtimeclock.gateway.throttle;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;

/** Lets each key do something so many times at once, and as often again in a period. */
public final class Throttle {

	private static final int MOST_KEYS = 100_000;

	private final LoadingCache<String, Bucket> buckets;

	/**
	 * Let each key do it a burst of times at once, and so often in a period from then on.
	 */
	public Throttle(long burst, long perPeriod, Duration period) {
		this.buckets = Caffeine.newBuilder()
			.maximumSize(MOST_KEYS)
			.expireAfterAccess(period.multipliedBy(1 + burst / perPeriod))
			.build((key) -> Bucket.builder()
				.addLimit((limit) -> limit.capacity(burst).refillGreedy(perPeriod, period))
				.build());
	}

	/** Count one more time, and return how long to wait instead: zero if it may go on. */
	public Duration take(String key) {
		ConsumptionProbe probe = this.buckets.get(key).tryConsumeAndReturnRemaining(1);
		return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
	}

	/** Take back what turned out not to count. */
	public void giveBack(String key) {
		this.buckets.get(key).addTokens(1);
	}

}
