package io.realtimeclock.ticker.claim;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.ticker.TickerProperties;
import io.realtimeclock.health.PartHealth;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * Claims slots within a bounded time. The script runs on a thread of its own, one claim
 * at a time and none waiting: connecting to a dead Redis may block for longer than a
 * slot, and must not cost the next one.
 */
@Component
public final class SlotClaims implements SmartInitializingSingleton, DisposableBean {

	private static final Log logger = LogFactory.getLog(SlotClaims.class);

	private static final Duration REHEARSAL = Duration.ofSeconds(1);

	private static final Duration CONNECT_LIMIT = REHEARSAL.plusSeconds(1);

	private final ThreadPoolExecutor redis = new ThreadPoolExecutor(0, 1, 1, TimeUnit.MINUTES, new SynchronousQueue<>(),
			(task) -> new Thread(task, "claims"));

	private final ClaimScript script;

	private final long timeoutMillis;

	private final PartHealth redisHealth;

	private final ClockJudge clocks;

	private final MeterRegistry meters;

	// What holds while Redis does not answer
	private ClaimOutcome unanswered = ClaimOutcome.UNANSWERED;

	SlotClaims(ClaimScript script, TickerProperties properties, PartHealth redisHealthIndicator, ClockJudge clocks,
			MeterRegistry meters) {
		this.script = script;
		this.timeoutMillis = properties.claimTimeout().toMillis();
		this.redisHealth = redisHealthIndicator;
		this.clocks = clocks;
		this.meters = meters;
	}

	/** Connect and rehearse before the first slot, which has no time for it. */
	@Override
	public void afterSingletonsInstantiated() {
		try {
			this.redis.submit(() -> this.script.rehearse(REHEARSAL))
				.get(CONNECT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("Redis is not there yet; the first claim will say so", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
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
	 * Leave a slot to the other replicas, and only have this one's clock judged.
	 * @param tick the slot's tick
	 * @return {@code LEFT} unless the clock is wrong or Redis does not answer, as for a
	 * claim
	 */
	public ClaimOutcome leave(Tick tick) {
		return measured(tick, () -> this.script.leave(tick));
	}

	private ClaimOutcome measured(Tick tick, Callable<Claim> question) {
		Timer.Sample sample = Timer.start(this.meters);
		ClaimOutcome outcome = ask(tick, question);
		sample.stop(Timer.builder("ticker.claims")
			.description("Claims of a slot, by outcome, and how long Redis took")
			.tag("outcome", outcome.tag())
			.register(this.meters));
		return outcome;
	}

	private ClaimOutcome ask(Tick tick, Callable<Claim> question) {
		try {
			Future<Claim> answer = this.redis.submit(question);
			Claim claim = answer.get(this.timeoutMillis, TimeUnit.MILLISECONDS);
			this.redisHealth.up();
			this.clocks.judge(tick, claim);
			this.unanswered = claim.outcome().isClockWrong() ? claim.outcome() : ClaimOutcome.UNANSWERED;
			return claim.outcome();
		}
		catch (ExecutionException ex) {
			return unanswered(NestedExceptionUtils.getMostSpecificCause(ex).toString());
		}
		catch (TimeoutException | RejectedExecutionException ex) {
			return unanswered("no answer within " + this.timeoutMillis + " ms");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return unanswered("interrupted");
		}
	}

	private ClaimOutcome unanswered(String reason) {
		this.redisHealth.down(reason + (this.unanswered.isClockWrong() ? "; this machine's clock was wrong before"
				: "; ticks are published unclaimed, doubles are harmless"));
		return this.unanswered;
	}

	@Override
	public void destroy() {
		this.redis.shutdownNow();
	}

}
