package io.realtimeclock.ticker.claim;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import io.realtimeclock.tick.TickNames;
import io.realtimeclock.ticker.TickerProperties;

import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * Runs the claim script: one atomic step that elects a replica for the slot and stores
 * the slot's tick.
 */
@Component
final class ClaimScript {

	private static final RedisScript<String> SCRIPT = RedisScript.of(new ClassPathResource("claim.lua"), String.class);

	/**
	 * Enough for the virtual machine to compile what a claim runs through.
	 */
	private static final int REHEARSALS = 500;

	private final Tick never;

	private final StringRedisTemplate redis;

	private final TickCodec codec;

	private final String periodMillis;

	private final String aheadLimit;

	ClaimScript(StringRedisTemplate redis, ClockProperties clock, TickerProperties ticker) {
		this.redis = redis;
		this.codec = new TickCodec(clock.grid());
		this.never = clock.grid().at(Instant.parse("9999-12-31T00:00:00Z"));
		this.periodMillis = Long.toString(clock.period().toMillis());
		this.aheadLimit = Integer.toString(ticker.aheadLimit());
	}

	/**
	 * Connect, and claim a slot so far ahead that it is refused and nothing is stored,
	 * again and again: two claims a second would run in the interpreter for minutes.
	 * @param limit how long that may take
	 */
	void rehearse(Duration limit) {
		long end = System.nanoTime() + limit.toNanos();
		for (int i = 0; i < REHEARSALS && System.nanoTime() < end; i++) {
			run(this.never);
		}
	}

	ClaimOutcome run(Tick tick) {
		return ClaimOutcome
			.valueOf(this.redis.execute(SCRIPT, List.of(TickNames.REDIS_KEY), Long.toString(tick.sequence()),
					new String(this.codec.encode(tick), StandardCharsets.UTF_8), this.periodMillis, this.aheadLimit));
	}

}
