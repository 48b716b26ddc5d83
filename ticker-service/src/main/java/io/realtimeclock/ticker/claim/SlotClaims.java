package io.realtimeclock.ticker.claim;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.redis.RedisErrorException;
import io.realtimeclock.redis.RedisUnavailableException;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.ticker.TickerProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Claims slots, and checks this replica's clock with the answers. */
@Component
public final class SlotClaims {

	private final RedisBulkhead redis;

	private final ClaimScript script;

	private final Duration timeout;

	private final DependencyHealth redisHealth;

	private final ClockSkewMonitor clocks;

	private final MeterRegistry meters;

	// The outcome while Redis does not answer
	private ClaimOutcome unanswered = ClaimOutcome.UNANSWERED;

	SlotClaims(RedisBulkhead redis, ClaimScript script, TickerProperties properties,
			DependencyHealth redisHealthIndicator, ClockSkewMonitor clocks, MeterRegistry meters) {
		this.redis = redis;
		this.script = script;
		this.timeout = properties.claimTimeout();
		this.redisHealth = redisHealthIndicator;
		this.clocks = clocks;
		this.meters = meters;
	}

	/**
	 * Claim a slot for this replica. If Redis does not answer, the last judgment of the
	 * clock remains valid: a wrong clock does not become right during an outage.
	 * @param tick the slot's tick, which a won claim stores
	 * @return the outcome, after {@code ticker.claim-timeout} at most
	 */
	public ClaimOutcome claim(Tick tick) {
		return measured(tick, () -> this.script.claim(tick));
	}

	/**
	 * Yield a slot to the other replicas, and only compare this one's clock.
	 * @return {@code YIELDED} unless the clock is wrong or Redis does not answer, as for
	 * a claim
	 */
	public ClaimOutcome yieldSlot(Tick tick) {
		return measured(tick, () -> this.script.yieldSlot(tick));
	}

	private ClaimOutcome measured(Tick tick, Callable<ClaimScript.Claim> question) {
		Timer.Sample sample = Timer.start(this.meters);
		ClaimOutcome outcome = ask(tick, question);
		sample.stop(Timer.builder("ticker.claims")
			.description("Claims of a slot, by outcome, and how long Redis took")
			.tag("outcome", outcome.tag())
			.register(this.meters));
		return outcome;
	}

	private ClaimOutcome ask(Tick tick, Callable<ClaimScript.Claim> question) {
		try {
			ClaimScript.Claim claim = this.redis.call(question, this.timeout);
			this.redisHealth.up();
			this.clocks.check(tick, claim);
			this.unanswered = claim.outcome().isClockWrong() ? claim.outcome() : ClaimOutcome.UNANSWERED;
			return claim.outcome();
		}
		catch (RedisUnavailableException ex) {
			this.redisHealth
				.down(ex.getMessage() + (this.unanswered.isClockWrong() ? "; this machine's clock was wrong before"
						: "; ticks are published without a claim, duplicates are harmless"));
			return this.unanswered;
		}
	}

	/** How a claim ended. */
	public enum ClaimOutcome {

		/** The slot is ours and its tick is stored. */
		WON,

		/** The slot or a later one was stored before. */
		LOST,

		/** The slot is yielded to other replicas. */
		YIELDED,

		/** The slot is too far ahead of the correct time. */
		AHEAD,

		/** The slot is too far behind the correct time. */
		BEHIND,

		/** Redis did not answer in time. */
		UNANSWERED;

		boolean isClockWrong() {
			return this == AHEAD || this == BEHIND;
		}

		String tag() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * Calls Redis within a bounded time, one call at a time, on a thread of its own. No
	 * call is queued: connecting to a dead Redis may block for longer than a slot, and
	 * must not delay the next one.
	 */
	@Component
	static final class RedisBulkhead implements DisposableBean {

		private final ThreadPoolExecutor thread = new ThreadPoolExecutor(0, 1, 1, TimeUnit.MINUTES,
				new SynchronousQueue<>(), (task) -> new Thread(task, "claims"));

		<T> T call(Callable<T> call, Duration limit) {
			try {
				return this.thread.submit(call).get(limit.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (ExecutionException ex) {
				throw new RedisUnavailableException(reason(ex.getCause()), ex);
			}
			catch (TimeoutException | RejectedExecutionException ex) {
				throw new RedisUnavailableException("no answer within " + limit.toMillis() + " ms", ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new RedisUnavailableException("interrupted", ex);
			}
		}

		private static String reason(@Nullable Throwable failure) {
			return (failure instanceof RedisUnavailableException || failure instanceof RedisErrorException)
					? String.valueOf(failure.getMessage()) : String.valueOf(failure);
		}

		@Override
		public void destroy() {
			this.thread.shutdownNow();
		}

	}

	/**
	 * Connects to Redis before the first slot, as a slot is too short for it, and warms
	 * up the claim: at two claims per second the JIT would compile it only after minutes.
	 */
	@Component
	static final class WarmUp implements SmartInitializingSingleton {

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

}
