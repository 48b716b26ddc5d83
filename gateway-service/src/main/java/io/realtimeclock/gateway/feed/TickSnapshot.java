package io.realtimeclock.gateway.feed;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.realtimeclock.redis.RedisGate;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.MalformedTickException;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import io.realtimeclock.tick.TickNames;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** The latest tick as the tickers left it in Redis. */
@Component
public final class TickSnapshot {

	private final StringRedisTemplate redis;

	private final RedisGate gate;

	private final TickCodec codec;

	private final AheadLimit limit;

	private final AgeLimit ageLimit;

	TickSnapshot(StringRedisTemplate redis, RedisGate gate, ClockProperties clock, AheadLimit limit,
			AgeLimit ageLimit) {
		this.redis = redis;
		this.gate = gate;
		this.codec = new TickCodec(clock.grid());
		this.limit = limit;
		this.ageLimit = ageLimit;
	}

	/** Tell whether a tick is too old to be shown as live. */
	public boolean isStale(Tick tick) {
		return this.ageLimit.left(tick).isNegative();
	}

	/**
	 * Read the stored tick: {@code null} if there is none, or none that is credible.
	 * @throws io.realtimeclock.redis.RedisUnavailableException if Redis does not answer
	 */
	public @Nullable Tick read() {
		Optional<String> json = this.gate
			.call(() -> Optional.ofNullable(this.redis.opsForValue().get(TickNames.REDIS_KEY)));
		try {
			Tick tick = json.isPresent() ? this.codec.decode(json.get().getBytes(StandardCharsets.UTF_8)) : null;
			return (tick != null && this.limit.isCredible(tick)) ? tick : null;
		}
		catch (MalformedTickException ex) {
			return null;
		}
	}

}
