package io.realtimeclock.gateway.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import io.realtimeclock.gateway.GatewayProperties;
import io.realtimeclock.settings.ClockProperties;
import io.realtimeclock.tick.MalformedTickException;
import io.realtimeclock.tick.Tick;
import io.realtimeclock.tick.TickCodec;
import io.realtimeclock.tick.TickNames;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * The latest tick as the tickers left it in Redis.
 */
@Component
public final class TickSnapshot {

	private final StringRedisTemplate redis;

	private final TickCodec codec;

	private final InstantSource wallClock;

	private final Duration aheadLimit;

	TickSnapshot(StringRedisTemplate redis, ClockProperties clock, InstantSource wallClock,
			GatewayProperties properties) {
		this.redis = redis;
		this.codec = new TickCodec(clock.grid());
		this.wallClock = wallClock;
		this.aheadLimit = properties.aheadLimit();
	}

	/**
	 * Read the stored tick.
	 * @return the tick, {@code null} if there is none or what is stored is no credible
	 * tick
	 * @throws org.springframework.dao.DataAccessException if Redis does not answer
	 */
	public @Nullable Tick read() {
		String json = this.redis.opsForValue().get(TickNames.REDIS_KEY);
		try {
			Tick tick = (json != null) ? this.codec.decode(json.getBytes(StandardCharsets.UTF_8)) : null;
			Instant newestCredible = this.wallClock.instant().plus(this.aheadLimit);
			return (tick != null && !tick.instant().isAfter(newestCredible)) ? tick : null;
		}
		catch (MalformedTickException ex) {
			return null;
		}
	}

}
