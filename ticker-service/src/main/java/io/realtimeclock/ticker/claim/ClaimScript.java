package io.realtimeclock.ticker.claim;

import java.nio.charset.StandardCharsets;
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

	private final StringRedisTemplate redis;

	private final TickCodec codec;

	private final String periodMillis;

	private final String aheadLimit;

	ClaimScript(StringRedisTemplate redis, ClockProperties clock, TickerProperties ticker) {
		this.redis = redis;
		this.codec = new TickCodec(clock.grid());
		this.periodMillis = Long.toString(clock.period().toMillis());
		this.aheadLimit = Integer.toString(ticker.aheadLimit());
	}

	void connect() {
		this.redis.hasKey(TickNames.REDIS_KEY);
	}

	ClaimOutcome run(Tick tick) {
		return ClaimOutcome
			.valueOf(this.redis.execute(SCRIPT, List.of(TickNames.REDIS_KEY), Long.toString(tick.sequence()),
					new String(this.codec.encode(tick), StandardCharsets.UTF_8), this.periodMillis, this.aheadLimit));
	}

}
