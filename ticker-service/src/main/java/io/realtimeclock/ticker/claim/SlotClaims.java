package io.realtimeclock.ticker.claim;

import java.time.Duration;
import java.util.concurrent.Callable;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.realtimeclock.health.DependencyHealth;
import io.realtimeclock.redis.RedisUnavailableException;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.ticker.TickerProperties;

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

}
