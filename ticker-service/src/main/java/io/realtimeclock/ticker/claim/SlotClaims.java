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

/** Claims slots, and learns from the answers whether this replica's clock is right. */
@Component
public final class SlotClaims {

	private final RedisBulkhead redis;

	private final ClaimScript script;

	private final Duration timeout;

	private final DependencyHealth redisHealth;

	private final ClockSkewMonitor clocks;

	private final MeterRegistry meters;

	// What holds while Redis does not answer
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
	 * Claim a slot for this replica. Without an answer, what was last known of its clock
	 * holds: a wrong one does not become right because Redis is away.
	 * @param tick the slot's tick, which a claim that wins also stores
	 * @return how it ended, at the latest after {@code ticker.claim-timeout}
	 */
	public ClaimOutcome claim(Tick tick) {
		return measured(tick, () -> this.script.claim(tick));
	}

	/**
	 * Yield a slot to the other replicas, and only have this one's clock compared.
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
